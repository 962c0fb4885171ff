import { commitment, NotCanonicalError } from '#catalogue/form';
import { TILE_WIDTH } from '../merkle/tile.js';
import { opensTexts, type OpeningSource, type TextOpening } from '../openings/opening.js';
import type { Findings } from './finding.js';
import { GoneTexts } from './gone.texts.js';

interface CommittedText {
  readonly index: number;
  readonly eventId: TextOpening['event'];
  readonly stream: string;
  readonly type: string;
  readonly path: string;
  readonly commitment: string;
}

/** An entry, and its place in the tree. */
export interface PlacedEntry {
  readonly index: number;
  readonly entry: Buffer;
}

/** That every text which an entry commits to is served with its salt, and is that text; some entries at a time. */
export class OpeningChecks {
  private readonly gone: GoneTexts;
  /** Texts that were compared with their commitment, and are as they were committed to. */
  opened = 0;

  constructor(
    private readonly source: Pick<OpeningSource, 'openings'>,
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
    const placed = entries.map((entry, n) => ({ index: first + n, entry })).filter(({ index }) => index >= from);
    await this.check(placed, since(from, this.source.openings(first / TILE_WIDTH, entries.length)));
  }

  /** @param openings of these entries, and of no others */
  async check(
    entries: readonly PlacedEntry[],
    openings: AsyncIterable<TextOpening> | Iterable<TextOpening>,
  ): Promise<void> {
    const committed = new Map<string, CommittedText>();
    for (const { index, entry } of entries)
      for (const text of committedTexts(index, entry)) committed.set(`${index} ${text.path}`, text);
    const withheld: unknown[] = [];
    for await (const opening of openings) {
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
    if (text?.eventId === event && commits(text, { event, path, salt, value })) {
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

async function* since(from: number, openings: AsyncIterable<TextOpening>): AsyncGenerator<TextOpening> {
  for await (const opening of openings) if (opening.index >= from) yield opening;
}

/** Whether this is what was committed to; a value that could never have been recorded is not. */
export function commits(
  { commitment: committed }: { readonly commitment: string },
  { event, path, salt, value }: Pick<TextOpening, 'event' | 'path' | 'salt' | 'value'>,
): boolean {
  try {
    return commitment(event, path, salt, value) === committed;
  } catch (error) {
    if (error instanceof NotCanonicalError) return false;
    throw error;
  }
}

interface Leaf {
  readonly id: TextOpening['event'];
  readonly stream: string;
  readonly type: string;
  readonly texts?: Readonly<Record<string, string>>;
}

function committedTexts(index: number, entry: Buffer): CommittedText[] {
  let leaf: Leaf;
  try {
    leaf = (JSON.parse(entry.toString('utf8')) ?? {}) as Leaf;
  } catch {
    // That it is no leaf is told elsewhere.
    return [];
  }
  const { id, stream, type, texts } = leaf;
  if (!texts || typeof texts !== 'object' || typeof stream !== 'string' || !opensTexts(stream)) return [];
  return Object.entries(texts).map(([path, committed]) => ({
    index,
    eventId: id,
    stream,
    type,
    path,
    commitment: committed,
  }));
}
