import type { Attribution, DataOf, EventDeclaration, JsonObject, Occurred, Reason, StreamName } from '#domain';
import type { Random } from './random.js';

/** What one event says, before it has its immutable form. */
export interface Content {
  readonly declaration: EventDeclaration;
  readonly occurred: Occurred;
  readonly attribution?: Attribution;
  readonly sources?: readonly StreamName[];
  readonly reason?: Reason;
  readonly data: JsonObject;
}

/** An event that will be recorded at a moment; its words are made only then, since stories overlap by the thousand. */
export interface Draft {
  /** When it is recorded, milliseconds since the Unix epoch. */
  readonly at: number;
  readonly id: string;
  readonly stream: StreamName;
  readonly content: (random: Random) => Content;
}

type Envelope = Omit<Content, 'declaration' | 'data'>;

/** Content whose data has the type that its declaration says. */
export const content = <D extends EventDeclaration>(declaration: D, data: DataOf<D>, envelope: Envelope): Content => ({
  declaration,
  data: data as JsonObject,
  ...envelope,
});
