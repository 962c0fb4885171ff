import {
  ED25519,
  FormatError,
  formatVerifierKey,
  type OpenedCheckpoint,
  openCheckpoint,
  parseNote,
  parseVerifierKey,
  SignatureError,
  type TreeHead,
  type Verifier,
} from '#ledger';
import { WatchAlarm } from './alarm.js';
import { vouchedKeys } from './vouched.keys.js';
import type { WatchedServer } from './watched.server.js';
import type { TrustedKey, TrustReason, WatchState } from './watch.state.js';

export interface Believed {
  readonly checkpoint: OpenedCheckpoint;
  /** Keys that are believed from now on, beside those that were. */
  readonly keys: readonly TrustedKey[];
}

/**
 * Opens the newest checkpoint with the keys that are believed: those that were given, or else the first that were seen,
 * and those that the record has taking their place.
 * @throws WatchAlarm where it cannot be believed
 */
export async function openBelieved(
  server: WatchedServer,
  note: string,
  { keys }: Pick<WatchState, 'keys'>,
  given: readonly Verifier[],
  anchor: TreeHead | undefined,
): Promise<Believed> {
  const believed = given.length > 0 ? [...given, ...verifiersOf(keys, ['GIVEN', 'VOUCHED'])] : verifiersOf(keys);
  if (believed.length > 0) return openWith(server, note, believed, asKeys(given, 'GIVEN'), anchor);
  const first = (await server.reader.keys()).map(({ vkey }) => parseVerifierKey(vkey));
  const signing = first.filter(({ type }) => type === ED25519);
  return openWith(server, note, signing, asKeys(signing, 'FIRST_SEEN'), undefined);
}

async function openWith(
  server: WatchedServer,
  note: string,
  believed: readonly Verifier[],
  keys: readonly TrustedKey[],
  anchor: TreeHead | undefined,
): Promise<Believed> {
  try {
    return { checkpoint: openCheckpoint(note, believed), keys };
  } catch (error) {
    if (!(error instanceof SignatureError) || isByOne(note, believed)) throw asAlarm(server, note, error as Error);
  }
  const more = await vouchedKeys(server, believed, anchor);
  try {
    return { checkpoint: openCheckpoint(note, [...believed, ...more]), keys: [...keys, ...asKeys(more, 'VOUCHED')] };
  } catch (error) {
    throw asAlarm(server, note, error as Error, believed);
  }
}

const verifiersOf = (keys: readonly TrustedKey[], reasons?: readonly TrustReason[]): Verifier[] =>
  keys.filter(({ because }) => reasons?.includes(because) ?? true).map(({ vkey }) => parseVerifierKey(vkey));

const asKeys = (verifiers: readonly Verifier[], because: TrustReason): TrustedKey[] =>
  verifiers.map((verifier) => ({ vkey: formatVerifierKey(verifier), because }));

/** Whether a believed key claims to have signed it: then the signature is wrong, and no other key helps. */
const isByOne = (note: string, believed: readonly Verifier[]): boolean =>
  parseNote(note).signatures.some(({ name, keyId }) =>
    believed.some((verifier) => verifier.name === name && verifier.keyId === keyId),
  );

/** @param unknownTo the keys that did not sign it, where that is what is wrong */
function asAlarm({ url }: WatchedServer, note: string, error: Error, unknownTo?: readonly Verifier[]): Error {
  if (!(error instanceof SignatureError || error instanceof FormatError)) return error;
  const origin = note.split('\n', 1)[0]!;
  const isOther = unknownTo?.every(({ name }) => name !== origin);
  const kind = isOther ? 'ORIGIN' : unknownTo ? 'KEY' : 'SIGNATURE';
  const what = {
    ORIGIN: 'its newest checkpoint is of another log than the one that is watched',
    KEY: 'its newest checkpoint is signed by a key that no entry under a believed key names as its successor',
    SIGNATURE: 'its newest checkpoint cannot be believed',
  }[kind];
  return new WatchAlarm({ kind, server: url, message: `${what}: ${error.message}`, evidence: [note] });
}
