import { commitment } from '#catalogue/form';
import { TILE_WIDTH } from '../merkle/tile.js';
import { opensTexts, type OpeningSource, type TextOpening } from '../openings/opening.js';
import type { Findings } from './finding.js';
import { GoneTexts } from './gone.texts.js';

interface CommittedText {
  readonly eventId: TextOpening['event'];
  readonly stream: string;
  readonly type: string;
  readonly path: string;
  readonly commitment: string;
}

/** That every text which an entry commits to is served with its salt, and is that text; a bundle of entries at a time. */
export class OpeningChecks {
  private readonly gone: GoneTexts;
  /** Texts that were compared with their commitment, and are as they were committed to. */
  opened = 0;

  constructor(
    private readonly source: OpeningSource,
    private readonly findings: Findings,
  ) {
    this.gone = new GoneTexts(findings);
  }

  /** Whether a text is gone that no entry up to here withholds. */
  get isWaiting(): boolean {
    return this.gone.size > 0;
  }

  /** @param first index of the bundle's first entry @param from index of the first entry that is to be looked at */
  async bundle(first: number, entries: readonly Buffer[], from = first): Promise<void> {
    const committed = new Map<string, CommittedText>();
    entries.forEach((entry, n) => {
      if (first + n < from) return;
      for (const text of committedTexts(entry)) committed.set(`${first + n} ${text.path}`, text);
    });
    const withheld: unknown[] = [];
    for await (const opening of this.source.openings(first / TILE_WIDTH, entries.length)) {
      if (opening.index < from) continue;
      const key = `${opening.index} ${opening.path}`;
      const text = committed.get(key);
      committed.delete(key);
      if (this.isRight(opening, text) && text?.type === 'TextWithheld' && text.path === '/data')
        withheld.push(opening.value);
    }
    for (const text of committed.values()) this.gone.add(text);
    for (const data of withheld) this.gone.withheld(data);
  }

  end(): void {
    this.gone.end();
  }

  private isRight({ index, event, path, salt, value }: TextOpening, text: CommittedText | undefined): boolean {
    if (text?.eventId === event && commitment(event, path, salt, value) === text.commitment) {
      this.opened += 1;
      return true;
    }
    const message = text
      ? `entry ${index}: event ${text.eventId} (${text.stream}): its text at ${text.path} is not the one that was committed to`
      : `entry ${index}: a text is served that this entry does not commit to, or commits to once only`;
    this.findings.add({ kind: 'TEXT', message, index, ...(text && { eventId: text.eventId, path: text.path }) });
    return false;
  }
}

interface Leaf {
  readonly id: TextOpening['event'];
  readonly stream: string;
  readonly type: string;
  readonly texts?: Readonly<Record<string, string>>;
}

export function committedTexts(entry: Buffer): CommittedText[] {
  let leaf: Leaf;
  try {
    leaf = JSON.parse(entry.toString('utf8')) as Leaf;
  } catch {
    // That it is no leaf is told elsewhere.
    return [];
  }
  const { id, stream, type, texts } = leaf;
  if (!texts || !opensTexts(stream)) return [];
  return Object.entries(texts).map(([path, committed]) => ({ eventId: id, stream, type, path, commitment: committed }));
}
