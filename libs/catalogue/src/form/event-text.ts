import type { JsonObject, NewEvent, Revision, StoredEvent, StreamName } from '#domain';

/** An event as stores keep it: what they index, and two texts of canonical JSON. */
export interface EventText {
  readonly id: string;
  readonly stream: StreamName;
  readonly revision: Revision;
  readonly type: string;
  readonly schema: number;
  readonly recordedAt: string;
  readonly data: string;
  /** The rest of the envelope. */
  readonly metadata: string;
}

type Metadata = Omit<NewEvent, 'id' | 'type' | 'schema' | 'data'>;

/** What a store keeps of an event is none: somebody else has written there, or the medium is damaged. */
export class UnreadableEventError extends Error {
  override readonly name = 'UnreadableEventError';
  constructor(
    readonly event: Pick<EventText, 'id' | 'stream' | 'revision' | 'type'>,
    readonly why: string,
  ) {
    const { id, stream, revision, type } = event;
    super(`${type} ${id} (${stream}, revision ${revision}) cannot be read from the log: ${why}`);
  }
}

/**
 * The one way from text to an event, with what else an adapter gave: so all that read it agree to the byte.
 * @throws UnreadableEventError
 */
export function eventOfText<Text extends EventText>(text: Text): StoredEvent & Omit<Text, 'data' | 'metadata'> {
  const { data: _, metadata: __, ...columns } = text;
  return { ...columns, ...memberOf<Metadata>(text, 'metadata'), data: memberOf<JsonObject>(text, 'data') };
}

function memberOf<Value>(text: EventText, name: 'data' | 'metadata'): Value {
  try {
    return JSON.parse(text[name]) as Value;
  } catch {
    // Not the parser's words: they would repeat what stands there, in logs too.
    throw new UnreadableEventError(text, `its ${name} is no JSON`);
  }
}
