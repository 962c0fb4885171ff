import type { EventId, Log, WithheldText } from '#domain';
import type { Snapshot } from '#read-model';

/** Which texts are withheld, and by which entry of the log: as of now, for views of the past too. */
export class WithheldTexts {
  #all?: readonly WithheldText[];
  #texts?: ReadonlyMap<string, EventId>;

  constructor(private readonly present: Snapshot) {}

  has(entry: EventId, path: string): boolean {
    return this.by(entry, path) !== undefined;
  }

  by(entry: EventId, path: string): EventId | undefined {
    this.#texts ??= new Map(this.all.map((text) => [`${text.entry} ${text.path}`, text.withheldBy]));
    return this.#texts.get(`${entry} ${path}`);
  }

  get all(): readonly WithheldText[] {
    return (this.#all ??= this.present.record<Log>('log')?.state.withheld ?? []);
  }
}
