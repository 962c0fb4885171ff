import type { Gap, Incident, RecordState } from '#domain';

type Settled = Pick<RecordState<unknown>, 'id' | 'state' | 'gaps'>;

/**
 * The incident without a merge that closes a circle: it stands for itself, and what is wrong is shown. Two nodes may
 * record such merges at once, and the stream of one incident does not tell: it takes the others to know.
 */
export function withoutVoidMerge<R extends Settled>(record: R): R {
  const { mergedInto, ...alone } = record.state as Incident;
  if (!mergedInto) return record;
  return { ...record, state: alone, gaps: [...record.gaps, voidMerge(record.id, mergedInto)] };
}

const voidMerge = (id: string, { value, entry }: NonNullable<Incident['mergedInto']>): Gap => ({
  entry,
  why:
    value === id
      ? `${id} was merged into itself: the merge is void`
      : `${id} was merged into ${value}, which had been merged into it, be it by way of others: the merge is void`,
});
