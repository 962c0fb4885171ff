import type { Claim, StreamName } from '#domain';
import type { TextPlace } from '../common/narrative.type.js';
import type { Moment } from '../moment/moment.js';

/** Where the words of a claim stand: a claim is known by its id, and a text by its place in the entry. */
export async function placeOfClaim(
  moment: Moment,
  statement: StreamName,
  { claimId, entry }: Pick<Claim, 'claimId' | 'entry'>,
): Promise<TextPlace | undefined> {
  const folded = await moment.folded.load(statement);
  const made = folded?.entries.find(({ id }) => id === entry)?.data['claims'];
  const n = Array.isArray(made) ? made.findIndex((one) => (one as { claimId?: unknown }).claimId === claimId) : -1;
  return n < 0 ? undefined : { entry, path: `/data/claims/${n}/text` };
}
