import type { EventId } from '#domain';
import type { Snapshot } from '#read-model';

interface LogState {
  readonly withheld?: readonly { readonly entry: EventId; readonly path: string }[];
}

/** Which texts are withheld: as of now, for views of the past too. */
export class WithheldTexts {
  #texts?: ReadonlySet<string>;

  constructor(private readonly present: Snapshot) {}

  has(entry: EventId, path: string): boolean {
    this.#texts ??= new Set(
      (this.present.record<LogState>('log')?.state.withheld ?? []).map((text) => `${text.entry} ${text.path}`),
    );
    return this.#texts.has(`${entry} ${path}`);
  }
}
