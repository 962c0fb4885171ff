import type { EventStore, StorePosition } from '#event-store';
import { LedgerFileError, type Disk } from '../files/disk.port.js';
import { RESUME } from '../files/layout.js';

/** Where in the log the newest sealed event stands, so that a start need not read all that came before it. */
export interface ResumePoint {
  /** Index of the event. */
  readonly index: number;
  readonly eventId: string;
  /** Position of the event before it; undefined for the first. */
  readonly after: StorePosition | undefined;
}

/** A convenience that is checked before it is believed: it may be old, or of a log that has moved house since. */
export function saveResume(disk: Disk, { index, eventId, after }: ResumePoint): void {
  const content = { index, eventId, ...(after !== undefined && { after: String(after) }) };
  disk.replace(RESUME, Buffer.from(`${JSON.stringify(content)}\n`));
}

/** @returns undefined where the log has another event there, or it is not known where: then it is read from its beginning */
export async function findResume(disk: Disk, log: EventStore, size: number): Promise<ResumePoint | undefined> {
  const point = readResume(disk);
  if (!point || point.index >= size) return undefined;
  for await (const event of log.readAll({ after: point.after, limit: 1 }))
    return event.id === point.eventId ? point : undefined;
  return undefined;
}

function readResume(disk: Disk): ResumePoint | undefined {
  try {
    const { index, eventId, after } = JSON.parse(disk.read(RESUME, 0, disk.size(RESUME)).toString('utf8')) as {
      index: unknown;
      eventId: unknown;
      after?: string;
    };
    if (!Number.isSafeInteger(index) || typeof eventId !== 'string') return undefined;
    return {
      index: index as number,
      eventId,
      after: after === undefined ? undefined : (BigInt(after) as StorePosition),
    };
  } catch (error) {
    if (error instanceof LedgerFileError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
