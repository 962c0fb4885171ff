import { canonicalJson } from '#catalogue/form';
import { aggregateOf, EVENT_ID_PATTERN } from '#domain/ids';
import type { JsonObject, SealedCommitment, StreamName } from '#domain';

/** As much of a leaf as a verifier looks at. */
export interface Leaf {
  readonly id: string;
  readonly stream: StreamName;
  readonly revision: number;
  readonly type: string;
  readonly schema: number;
  readonly recordedAt: string;
  readonly data: JsonObject;
  readonly texts?: Readonly<Record<string, string>>;
  readonly sealed?: readonly SealedCommitment[];
}

const ID = new RegExp(EVENT_ID_PATTERN);
const TYPE = /^[A-Z][A-Za-z0-9]{0,79}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const isCommitment = (value: unknown) => typeof value === 'string' && /^[\w-]{43}$/.test(value);

/** @param text JSON from a stranger @returns undefined where it is no leaf of ours: `docs/auditors.md`, the immutable form */
export function parseLeaf(text: string): Leaf | undefined {
  try {
    const leaf = JSON.parse(text) as Partial<Leaf> & { readonly v?: string };
    return leaf.v === 'onrecord.leaf/1' && isLeaf(leaf as Leaf) && canonicalJson(leaf) === text
      ? (leaf as Leaf)
      : undefined;
  } catch {
    // No JSON, none that we write, or nested so deep that no event is.
    return undefined;
  }
}

const isLeaf = ({ id, stream, revision, type, schema, recordedAt, texts, sealed }: Leaf): boolean =>
  ID.test(id) &&
  aggregateOf(stream) !== undefined &&
  Number.isSafeInteger(revision) &&
  revision >= 0 &&
  TYPE.test(type) &&
  Number.isSafeInteger(schema) &&
  schema > 0 &&
  INSTANT.test(recordedAt) &&
  (texts === undefined || Object.values(texts).every(isCommitment)) &&
  (sealed === undefined || (Array.isArray(sealed) && sealed.every(isSealed)));

const isSealed = ({ path, subject, commitment }: SealedCommitment): boolean =>
  typeof path === 'string' && typeof subject === 'string' && isCommitment(commitment);
