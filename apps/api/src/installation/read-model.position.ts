import type { LogIndex } from '#domain';
import type { ReadModel } from '#read-model';
import type { ReadModelPosition, ReadModelStatus } from '../ports.js';

/** How far the read model is and how old what it shows may be, for the `extensions` of every answer. */
export class PositionOfReadModel implements ReadModelStatus {
  /** When the read model last held all that the log held. */
  private lastWhole: number;
  private readonly stop: () => void;

  constructor(private readonly readModel: ReadModel) {
    // Of what came before this start only that is certain: when the newest entry was recorded, there was no later one.
    const { recordedAt } = readModel.status();
    this.lastWhole = recordedAt === undefined ? Date.now() : Date.parse(recordedAt);
    this.stop = readModel.onCheckpoint(({ state }) => {
      if (state === 'LIVE') this.lastWhole = Date.now();
    });
  }

  current(): ReadModelPosition {
    const { index, recordedAt, logId, state } = this.readModel.status();
    if (state === 'LIVE') this.lastWhole = Date.now();
    return {
      index,
      ageMs: Date.now() - this.lastWhole,
      ...(recordedAt ? { recordedAt } : {}),
      ...(logId ? { logId } : {}),
    };
  }

  waitFor(index: number, timeoutMs: number, signal: AbortSignal): Promise<boolean> {
    return this.readModel.waitFor(index as LogIndex, timeoutMs, signal);
  }

  close(): void {
    this.stop();
  }
}
