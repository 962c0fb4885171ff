import { aggregateOf, type EventId, type JsonObject, type StoredEvent, type StreamName } from '#domain';
import type { Leaves } from '#catalogue';
import type { CommandRefusal, CommandRequest, EntryLocator } from '../command.types.js';
import { mentionedIn } from './mentions.js';
import type { RecordLoader } from './record-loader.js';

/**
 * Everything that a command refers to must be on record: checked in the log, and a stream never vanishes, so the check
 * cannot go stale.
 */
export async function unknownReference(
  request: CommandRequest,
  stream: StreamName,
  leaves: Leaves,
  records: RecordLoader,
  locator: EntryLocator,
): Promise<CommandRefusal | undefined> {
  for (const { path, target, allowed } of leaves.references) {
    const known = isEntry(target, allowed)
      ? (await entryOf(target, stream, records, locator)) !== undefined
      : target === stream || (await records.exists(target));
    if (!known)
      return unknown(path, `There is no ${isEntry(target, allowed) ? 'entry' : 'record'} ${target} on record.`);
  }
  for (const { path, person } of mentionedIn(leaves)) {
    if (person !== stream && !(await records.exists(person)))
      return unknown(path, `The text mentions ${person}, and there is no such record.`);
  }
  for (const { path, statement, claim } of claimsIn({ attribution: request.attribution, data: request.data }, '')) {
    if (!(await hasClaim(statement, claim, records))) return unknown(path, `${statement} has no claim ${claim}.`);
  }
  return undefined;
}

const unknown = (path: string, message: string): CommandRefusal => ({
  code: 'UNKNOWN_REFERENCE',
  message: `${message} Record it first, or correct the id.`,
  path,
});

const isEntry = (target: string, allowed: readonly string[]): boolean =>
  allowed.includes('entry') && aggregateOf(target) === undefined;

/** An entry of the record that the command is about, or of any other. */
export async function entryOf(
  entry: EventId,
  stream: StreamName,
  records: RecordLoader,
  locator: EntryLocator,
): Promise<StoredEvent | undefined> {
  const here = await records.entry(stream, entry);
  if (here) return here;
  const elsewhere = await locator.locate(entry);
  // The index only says where to look: that the entry exists is the log's to say.
  return elsewhere && records.entry(elsewhere.stream, entry);
}

interface ClaimReference {
  readonly path: string;
  readonly statement: StreamName;
  readonly claim: string;
}

/** Every place that names a claim of a statement: the attribution, an assessment, a promise. */
function* claimsIn(value: unknown, path: string): Generator<ClaimReference> {
  if (typeof value !== 'object' || value === null) return;
  const { statement, claim } = value as JsonObject;
  if (typeof statement === 'string' && typeof claim === 'string') yield { path: `${path}/claim`, statement, claim };
  for (const [key, inner] of Object.entries(value)) yield* claimsIn(inner, `${path}/${key}`);
}

async function hasClaim(statement: StreamName, claim: string, records: RecordLoader): Promise<boolean> {
  const { state } = await records.load(statement);
  const claims = (state.state as { claims?: readonly { claimId: string }[] }).claims ?? [];
  return claims.some((known) => known.claimId === claim);
}
