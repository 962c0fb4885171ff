import type { EventId, Revision, StreamName } from './ids.js';

/** JSON as the log holds it: integers only, decimals are strings, absent is omitted and never null. */
export type Json = string | number | boolean | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** When something happened in the world. */
export interface Occurred {
  /** EDTF (ISO 8601-2), verbatim as the caller gave it; unknown is `XXXX`. */
  readonly edtf: string;
  /** IANA time zone in which a date without an offset is meant. */
  readonly zone: string;
  /** End of a span of hours, EDTF. */
  readonly until?: string;
  /** Entries (event ids) that this one came after; orders the events of one day. */
  readonly after?: readonly EventId[];
}

/** Who says so. */
export interface Attribution {
  readonly kind: 'CLAIM' | 'SOURCE' | 'EXHIBIT';
  /** With CLAIM: the statement's stream and the claim within it. */
  readonly statement?: StreamName;
  readonly claim?: string;
}

export interface SourceReference {
  readonly source: StreamName;
  /** RFC 6901 paths of what the source supports; default: the whole event. */
  readonly supports?: readonly string[];
  /** Page, timestamp or paragraph. Narrative. */
  readonly locator?: string;
  /** The passage relied on. Narrative. */
  readonly span?: string;
}

export interface Reason {
  readonly code?: string;
  /** Narrative. */
  readonly text: string;
}

/** Salt and commitment of one narrative value, whose text stands in the event in the clear. */
export interface TextCommitment {
  /** 32 random bytes, base64url without padding. Left out of what is read once the text was withheld, and of a redacted copy. */
  readonly salt: string;
  /** SHA-256, base64url without padding. */
  readonly commitment: string;
}

/** A sealed path: the value is in the vault, the event holds only the commitment. */
export interface SealedCommitment {
  /** RFC 6901, from the event: `/data/nationality/code`. */
  readonly path: string;
  readonly subject: StreamName;
  readonly commitment: string;
}

/** Keyed digest of the command that made the event; it answers whether a repeated `commandId` has the same content. */
export interface CommandDigest {
  /** Id of the HMAC key. */
  readonly key: string;
  /** HMAC-SHA-256, base64url without padding. */
  readonly mac: string;
}

/** What a caller of `append` supplies; the store adds stream, revision and `recordedAt`. */
export interface NewEvent<Type extends string = string, Data = JsonObject> {
  readonly id: EventId;
  readonly type: Type;
  /** Version of the type's schema, from 1. */
  readonly schema: number;
  readonly occurred: Occurred;
  readonly attribution?: Attribution;
  readonly sources?: readonly SourceReference[];
  readonly reason?: Reason;
  /** Stream of the authenticated actor. */
  readonly actor: StreamName;
  readonly correlationId: string;
  readonly causationId: string;
  readonly data: Data;
  /** Codes of the warnings that the caller acknowledged. */
  readonly acknowledged?: readonly string[];
  readonly texts?: Readonly<Record<string, TextCommitment>>;
  /** Sorted by path. */
  readonly sealed?: readonly SealedCommitment[];
  readonly digest?: CommandDigest;
}

/** The event as stored: the immutable form, to the byte. */
export interface StoredEvent<Type extends string = string, Data = JsonObject> extends NewEvent<Type, Data> {
  readonly stream: StreamName;
  readonly revision: Revision;
  /** UTC with milliseconds, stamped by the store at append; copied verbatim when the log moves. */
  readonly recordedAt: string;
}
