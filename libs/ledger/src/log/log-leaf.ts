import {
  canonicalJson,
  commitmentOfText,
  eventOfText,
  leafOf,
  leafOfText,
  UnreadableEventError,
  valueAt,
} from '#catalogue/form';
import type { TextOpening } from '#catalogue/form';
import type { JsonObject, StoredEvent } from '#domain';
import type { RecordedEvent, RecordedText } from '#event-store';

/** An event of the log as the ledger looks at it. */
export interface LogLeaf extends Pick<RecordedEvent, 'id' | 'stream' | 'revision' | 'type' | 'position'> {
  /** UTF-8; empty where it is `unreadable`. */
  readonly leaf: Buffer;
  /** Why what stands in the log is no event at all; undefined of one that is. */
  readonly unreadable?: string;
  /** What the leaf has commitments of instead; without those that the one who read it has compared with them. */
  openings(): readonly TextOpening[];
  /** The data of a `TextWithheld`; undefined of any other event. */
  withholds(): JsonObject | undefined;
  /** Parsed, or read again, where it was not: for what is rare. */
  event(): Promise<RecordedEvent>;
}

export function leafOfEvent(event: RecordedEvent): LogLeaf {
  return new ReadLeaf(event, { leaf: leafOf(event), openings: openingsOf(event) }, () => event);
}

export function leafOfRecordedText(text: RecordedText): LogLeaf {
  return new ReadLeaf(text, cutLeaf(text), () => eventOfText(text));
}

/** The same for whoever names what is wrong with a log instead of stopping there. */
export function leafOfWhatStands(text: RecordedText): LogLeaf {
  try {
    return leafOfRecordedText(text);
  } catch (error) {
    return new UnreadableLeaf(text, error instanceof UnreadableEventError ? error.why : 'it has no form of an event');
  }
}

interface CutLeaf {
  readonly leaf: string;
  readonly openings: readonly TextOpening[];
}

/** What `leafOf` gives for the event, and its texts; parsed only where it cannot be cut out of the text. */
export function cutLeaf(text: RecordedText): CutLeaf {
  const cut = leafOfText(text);
  if (cut) return cut;
  const event = eventOfText(text);
  return { leaf: leafOf(event), openings: openingsOf(event) };
}

class ReadLeaf implements LogLeaf {
  readonly id = this.of.id;
  readonly stream = this.of.stream;
  readonly revision = this.of.revision;
  readonly type = this.of.type;
  readonly position = this.of.position;
  readonly leaf = Buffer.from(this.cut.leaf, 'utf8');

  constructor(
    private readonly of: Omit<LogLeaf, 'leaf' | 'openings' | 'withholds' | 'event'>,
    private readonly cut: CutLeaf,
    private readonly parse: () => RecordedEvent,
  ) {}

  openings(): readonly TextOpening[] {
    return this.cut.openings;
  }

  withholds(): JsonObject | undefined {
    return isWithholding(this) ? this.parse().data : undefined;
  }

  async event(): Promise<RecordedEvent> {
    return this.parse();
  }
}

class UnreadableLeaf implements LogLeaf {
  readonly id = this.of.id;
  readonly stream = this.of.stream;
  readonly revision = this.of.revision;
  readonly type = this.of.type;
  readonly position = this.of.position;
  readonly leaf = Buffer.alloc(0);

  constructor(
    private readonly of: RecordedText,
    readonly unreadable: string,
  ) {}

  openings(): readonly [] {
    return [];
  }

  withholds(): JsonObject | undefined {
    return undefined;
  }

  async event(): Promise<never> {
    throw new UnreadableEventError(this.of, this.unreadable);
  }
}

export const isWithholding = ({ type }: Pick<StoredEvent, 'type'>): boolean => type === 'TextWithheld';

/** Whether the text is there, and is the one that was committed to. */
export const isSound = (eventId: string, { path, commitment, salt, value }: TextOpening): boolean =>
  salt !== undefined && value !== undefined && commitmentOfText(eventId, path, salt, value) === commitment;

/**
 * Whether the event is the one that was sealed. What is cut out of text may differ although the event is the same (a log
 * that was moved by another tool), so that only parsing tells that it is not.
 */
export async function isSealedAs(of: LogLeaf, entry: Buffer): Promise<boolean> {
  if (entry.equals(of.leaf)) return true;
  if (of.unreadable !== undefined) return false;
  try {
    return entry.equals(Buffer.from(leafOf(await of.event()), 'utf8'));
  } catch (error) {
    // A leaf could be cut out of it although it is no JSON.
    if (error instanceof UnreadableEventError) return false;
    throw error;
  }
}

function openingsOf(event: StoredEvent): TextOpening[] {
  return Object.entries(event.texts ?? {}).map(([path, { commitment, salt }]) => {
    const value = valueAt(event, path);
    return { path, commitment, salt, value: value === undefined ? undefined : canonicalJson(value) };
  });
}
