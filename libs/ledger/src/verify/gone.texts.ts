import type { Findings } from './finding.js';

/** A text of an entry that is not there any more. */
export interface GoneText {
  /** Of the entry, where it is known. */
  readonly index?: number;
  readonly eventId: string;
  readonly stream: string;
  /** RFC 6901, from the event. */
  readonly path: string;
}

/**
 * Texts that may be waiting for the `TextWithheld` that names them. A record in which more were withheld is none that we
 * know, and someone who is not believed may say of every text that it is gone.
 */
const MOST = 100_000;

/** Texts that are gone, until the `TextWithheld` that names them comes, which is later in the log than they are. */
export class GoneTexts {
  private readonly gone = new Map<string, GoneText>();

  constructor(
    private readonly findings: Findings,
    private readonly most = MOST,
  ) {}

  get size(): number {
    return this.gone.size;
  }

  add(text: GoneText): void {
    if (this.gone.size < this.most) this.gone.set(`${text.eventId}${text.path}`, text);
    else this.tell(text, `is gone, as are ${this.most} others, and no TextWithheld is looked for any more`);
  }

  /** @param data of a `TextWithheld` */
  withheld(data: unknown): void {
    const { entry, path } = (data ?? {}) as { readonly entry?: string; readonly path?: string };
    this.gone.delete(`${entry}${path}`);
  }

  end(): void {
    for (const text of this.gone.values()) this.tell(text, 'is gone, and no TextWithheld names it');
    this.gone.clear();
  }

  private tell({ index, eventId, stream, path }: GoneText, why: string): void {
    const message = `event ${eventId} (${stream}): its text at ${path} ${why}`;
    this.findings.add({ kind: 'TEXT', message, ...(index !== undefined && { index }), eventId, stream, path });
  }
}
