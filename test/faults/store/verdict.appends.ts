import type { Outcome, SentBatch, Stored, Witnessed } from './witnessed.js';

/**
 * What was answered is in the log once, where the answer said; what was refused is not; what is unknown is there once or
 * not at all; nothing is there in part, and nothing that nobody sent.
 */
export function verdictOnAppends({ batches, log }: Pick<Witnessed, 'batches' | 'log'>): string[] {
  const byId = Map.groupBy(log, ({ id }) => id);
  const sent = new Set(batches.flatMap(({ ids }) => ids));
  return [
    ...batches.flatMap((batch) => verdictOn(batch, byId)),
    ...log.filter(({ id }) => !sent.has(id)).map(({ id, stream }) => `${stream}: ${id} is there, and nobody sent it`),
    ...misplaced(log),
  ];
}

function verdictOn(batch: SentBatch, byId: ReadonlyMap<string, readonly Stored[]>): string[] {
  const { name, ids, outcomes } = batch;
  const there = ids.flatMap((id) => byId.get(id) ?? []);
  const problems = outcomes.flatMap((outcome) => verdictOnOutcome(batch, outcome, there));
  const twice = ids.filter((id) => (byId.get(id)?.length ?? 0) > 1);
  if (twice.length > 0) problems.push(`is in the log more than once: ${twice.join(', ')}`);
  else if (there.length > 0 && !isWhole(batch, there))
    problems.push(`is in the log as ${placesOf(there)}, and was to follow ${batch.expected}`);
  if (count(outcomes, (outcome) => outcome.kind === 'answered' && !outcome.repeated) > 1)
    problems.push('was answered as recorded now more than once');
  return problems.map((problem) => `${name}: ${problem}`);
}

function verdictOnOutcome({ ids, expected }: SentBatch, outcome: Outcome, there: readonly Stored[]): string[] {
  switch (outcome.kind) {
    case 'answered': {
      const problems: string[] = [];
      const last = there.at(-1);
      const [said, is] = [placeOf(outcome), last && placeOf(last)];
      if (!is) problems.push('was answered, and is not in the log');
      else if (said !== is) problems.push(`was answered as at ${said}, and is at ${is}`);
      if (outcome.ids.join() !== ids.join()) problems.push(`was answered with other events: ${outcome.ids.join(', ')}`);
      return problems;
    }
    case 'refused':
      return [
        ...(there.length > 0 ? ['was refused, and is in the log'] : []),
        ...(outcome.actual === expected ? [`was refused for being where it was expected, at ${expected}`] : []),
      ];
    case 'unknown':
      return [];
    case 'failed':
      return [`failed: ${outcome.why}`];
  }
}

/** All of its events, one after the other, right behind the place that was expected. */
const isWhole = ({ ids, stream, expected }: SentBatch, there: readonly Stored[]): boolean =>
  there.length === ids.length &&
  there.every(
    (event, n) =>
      event.id === ids[n] &&
      event.stream === stream &&
      event.revision === (expected === 'no-stream' ? 0 : expected + 1) + n,
  );

function misplaced(log: readonly Stored[]): string[] {
  const problems: string[] = [];
  for (const [stream, events] of Map.groupBy(log, (event) => event.stream))
    if (events.some(({ revision }, n) => revision !== n)) problems.push(`${stream}: its revisions are not contiguous`);
  return problems;
}

const placeOf = ({ revision, position }: Pick<Stored, 'revision' | 'position'>): string =>
  `revision ${revision}, position ${position}`;

const placesOf = (there: readonly Stored[]): string =>
  there.map(({ stream, revision }) => `${stream}@${revision}`).join(', ');

const count = <T>(items: readonly T[], is: (item: T) => boolean): number => items.filter(is).length;
