import type { JsonObject, StoredEvent } from '#domain';
import type { EventStore, RecordedEvent, RecordedText, StorePosition } from '#event-store';
import { parseEntry } from './entry.event.js';
import { cutLeaf, isSound, isWithholding, leafOfRecordedText, type LogLeaf } from './log-leaf.js';
import { withRoom } from '../files/with-room.js';

/** Leaves in the form in which they pass from one thread to another: their bytes are handed over, not copied, and back again. */
export interface LeafPage {
  /** UTF-8, one leaf after the other. */
  readonly bytes: Uint8Array;
  /** Where each ends. */
  readonly ends: Uint32Array;
  readonly positions: BigInt64Array;
  readonly ids: readonly string[];
  /** Empty where nobody asked to have the texts compared: who seals needs no more of an event than its id. */
  readonly streams: readonly StoredEvent['stream'][];
  readonly revisions: readonly number[];
  /** By place: those that have to be looked at, since a text is not what was committed to, or one is withheld. */
  readonly whole: ReadonlyMap<number, RecordedText>;
}

/** Bytes that an average leaf surely does not have; more are made room for. */
const ROOM = 1_024;

/**
 * @param checkTexts whether the texts are compared with their commitments on the way
 * @param memory of a page that nobody looks at any more, to be used again
 */
export function packLeaves(texts: readonly RecordedText[], checkTexts: boolean, memory?: ArrayBuffer): LeafPage {
  let bytes: Buffer = memory ? Buffer.from(memory) : Buffer.allocUnsafeSlow(texts.length * ROOM);
  let used = 0;
  const ends = new Uint32Array(texts.length);
  const positions = new BigInt64Array(texts.length);
  const whole = new Map<number, RecordedText>();
  texts.forEach((text, n) => {
    const { leaf, openings } = cutLeaf(text);
    // A UTF-16 unit takes at most 3 bytes in UTF-8.
    bytes = withRoom(bytes, used, 3 * leaf.length);
    used += bytes.write(leaf, used, 'utf8');
    ends[n] = used;
    positions[n] = text.position;
    if (checkTexts && (isWithholding(text) || !openings.every((opening) => isSound(text.id, opening))))
      whole.set(n, text);
  });
  return {
    bytes: bytes.subarray(0, used),
    ends,
    positions,
    ids: texts.map(({ id }) => id),
    streams: checkTexts ? texts.map(({ stream }) => stream) : [],
    revisions: checkTexts ? texts.map(({ revision }) => revision) : [],
    whole,
  };
}

/** @param log of which the page is */
export function leavesOf(page: LeafPage, log: Pick<EventStore, 'readAll'>): LogLeaf[] {
  return page.ids.map((_, n) => {
    const text = page.whole.get(n);
    return text ? leafOfRecordedText(text) : new PageLeaf(page, n, log);
  });
}

class PageLeaf implements LogLeaf {
  constructor(
    private readonly page: LeafPage,
    private readonly n: number,
    private readonly log: Pick<EventStore, 'readAll'>,
  ) {}

  get id(): LogLeaf['id'] {
    return this.page.ids[this.n] as LogLeaf['id'];
  }

  get position(): StorePosition {
    return this.page.positions[this.n] as StorePosition;
  }

  get leaf(): Buffer {
    const { bytes, ends } = this.page;
    const start = this.n === 0 ? 0 : ends[this.n - 1]!;
    return Buffer.from(bytes.buffer, bytes.byteOffset + start, ends[this.n]! - start);
  }

  get stream(): LogLeaf['stream'] {
    return this.page.streams[this.n] ?? this.parsed().stream;
  }

  get revision(): LogLeaf['revision'] {
    return (this.page.revisions[this.n] ?? this.parsed().revision) as LogLeaf['revision'];
  }

  get type(): string {
    return this.parsed().type;
  }

  openings(): readonly [] {
    return [];
  }

  withholds(): JsonObject | undefined {
    return undefined;
  }

  async event(): Promise<RecordedEvent> {
    const after = (this.position - 1n) as StorePosition;
    for await (const event of this.log.readAll({ after, limit: 1 })) if (event.id === this.id) return event;
    throw new Error(`event ${this.id} was in the log a moment ago, at position ${this.position}, and is not there now`);
  }

  private parsed() {
    // It was written by this program a moment ago.
    return parseEntry(this.leaf)!;
  }
}
