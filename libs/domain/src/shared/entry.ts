import type { Attribution, JsonObject, Occurred, Reason, SourceReference } from './envelope.js';
import type { EventId, Revision, StreamName } from './ids.js';

/** Where the opening of a sealed value is kept: the event that holds the commitment is not always the entry itself. */
export interface SealedReference {
  /** Path within the entry as it stands now: `/data/nationality/code`. */
  readonly at: string;
  /** The event whose opening it is: the entry, or the correction that counts. */
  readonly event: EventId;
  /** Path within that event. */
  readonly path: string;
  readonly subject: StreamName;
  readonly commitment: string;
}

/**
 * One entry of a record as it stands: the event, with the correction that counts in its place.
 * `id`, `revision` and `recordedAt` are always the original's.
 */
export interface Entry<Type extends string = string, Data = JsonObject> {
  readonly id: EventId;
  readonly stream: StreamName;
  readonly revision: Revision;
  readonly type: Type;
  readonly schema: number;
  readonly recordedAt: string;
  readonly occurred: Occurred;
  readonly attribution?: Attribution;
  readonly sources: readonly SourceReference[];
  readonly reason?: Reason;
  readonly actor: StreamName;
  readonly data: Data;
  readonly acknowledged?: readonly string[];
  readonly sealed: readonly SealedReference[];
  /** The correction whose content this is. */
  readonly correctedBy?: EventId;
}
