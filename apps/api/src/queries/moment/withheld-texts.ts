import type { EventId } from '#domain';
import type { Snapshot } from '#read-model';

interface Withheld {
  readonly entry: EventId;
  readonly path: string;
  readonly withheldBy: EventId;
}

/** Which texts are withheld, and by which entry of the log: as of now, for views of the past too. */
export class WithheldTexts {
  #texts?: ReadonlyMap<string, EventId>;

  constructor(private readonly present: Snapshot) {}

  has(entry: EventId, path: string): boolean {
    return this.by(entry, path) !== undefined;
  }

  by(entry: EventId, path: string): EventId | undefined {
    this.#texts ??= new Map(
      (this.present.record<{ withheld?: readonly Withheld[] }>('log')?.state.withheld ?? []).map((text) => [
        `${text.entry} ${text.path}`,
        text.withheldBy,
      ]),
    );
    return this.#texts.get(`${entry} ${path}`);
  }
}
