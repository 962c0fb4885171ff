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

/** The one way from text to an event, with what else an adapter gave: so all that read it agree to the byte. */
export function eventOfText<Text extends EventText>(text: Text): StoredEvent & Omit<Text, 'data' | 'metadata'> {
  const { data, metadata, ...columns } = text;
  return { ...columns, ...(JSON.parse(metadata) as Metadata), data: JSON.parse(data) as JsonObject };
}
