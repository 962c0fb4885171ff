import { verdict } from './verdict.js';
import type { Outcome, SentBatch, Stored, Witnessed } from './witnessed.js';

const stored = (id: string, n: number, revision = n, stream = 'incident-1'): Stored => ({
  id,
  stream,
  revision,
  position: BigInt(n * 100),
});
const seen = ({ id, position }: Stored) => ({ id, position, bytes: `{"id":"${id}"}` });
const answered = (last: Stored, ids: readonly string[], repeated = false): Outcome => {
  const { revision, position } = last;
  return { kind: 'answered', revision, position, ids, repeated };
};
const UNKNOWN: Outcome = { kind: 'unknown', why: 'DeadlineExceededError' };

const [A, B, C] = [stored('a', 0), stored('b', 1), stored('c', 2)];
const first: SentBatch = {
  name: 'first',
  stream: 'incident-1',
  expected: 'no-stream',
  ids: ['a', 'b'],
  outcomes: [UNKNOWN, answered(B, ['a', 'b'])],
};
const second: SentBatch = { ...first, name: 'second', expected: 1, ids: ['c'], outcomes: [answered(C, ['c'])] };
const late: SentBatch = { ...second, name: 'late', ids: ['d'], outcomes: [{ kind: 'refused', actual: 2 }] };

/** A run in which all agree. */
const agreed: Witnessed = {
  batches: [first, second, late],
  log: [A, B, C],
  readAll: [A, B, C].map(seen),
  reads: [{ stream: 'incident-1', ids: ['a', 'b'] }],
  followers: [{ name: 'follower', seen: [A, B, C].map(seen), toldTooEarly: [], problems: [] }],
  models: [{ name: 'model', lived: { row: ['1', '2'] }, rebuilt: { row: ['1', '2'] }, problems: [] }],
};
const but = (other: Partial<Witnessed>): string[] => verdict({ ...agreed, ...other });
const sent = (batch: SentBatch): string[] =>
  but({ batches: [first, second, late].map((b) => (b.name === batch.name ? batch : b)) });
const followed = (...events: readonly Stored[]): string[] =>
  but({ followers: [{ ...agreed.followers[0]!, seen: events.map(seen) }] });

describe('the verdict on a run', () => {
  it('has nothing to say where all agree', () => expect(verdict(agreed)).toEqual([]));

  it('lets a write of unknown outcome be there or not', () => {
    expect(sent({ ...second, outcomes: [UNKNOWN] })).toEqual([]);
    expect(sent({ ...late, outcomes: [UNKNOWN] })).toEqual([]);
  });

  it.each<[string, string[], string]>([
    [
      'was answered and is not there',
      sent({ ...late, outcomes: [answered(C, ['d'])] }),
      'late: was answered, and is not',
    ],
    [
      'was answered as at another place',
      sent({ ...second, outcomes: [answered(B, ['c'])] }),
      'second: was answered as at',
    ],
    [
      'was answered with other events',
      sent({ ...second, outcomes: [answered(C, ['b'])] }),
      'second: was answered with',
    ],
    [
      'was recorded now, twice',
      sent({ ...second, outcomes: [answered(C, ['c']), answered(C, ['c'])] }),
      'second: was answered as recorded now more than once',
    ],
    [
      'was refused and is there',
      sent({ ...second, outcomes: [{ kind: 'refused', actual: 2 }] }),
      'second: was refused, and is in the log',
    ],
    [
      'was refused for being right',
      sent({ ...late, outcomes: [{ kind: 'refused', actual: 1 }] }),
      'late: was refused for being where',
    ],
    ['failed', sent({ ...late, outcomes: [{ kind: 'failed', why: 'TypeError: x' }] }), 'late: failed: TypeError: x'],
  ])('finds a write that %s', (_, problems, found) => expect(problems).toEqual([expect.stringContaining(found)]));

  it.each<[string, Partial<Witnessed>, string]>([
    ['twice', { log: [A, B, C, { ...C, position: 300n, revision: 3 }] }, 'second: is in the log more than once: c'],
    [
      'in part',
      { batches: [first, second, late, { ...late, name: 'torn', ids: ['x', 'c'] }] },
      'torn: is in the log as',
    ],
    [
      'at another place',
      { batches: [first, { ...second, expected: 0 }, late] },
      'second: is in the log as incident-1@2',
    ],
    ['though nobody sent it', { batches: [first, late] }, 'c is there, and nobody sent it'],
    ['with a gap before it', { log: [A, B, { ...C, revision: 3 }] }, 'incident-1: its revisions are not contiguous'],
  ])('finds an event that is there %s', (_, other, found) =>
    expect(but(other)).toContainEqual(expect.stringContaining(found)),
  );

  it.each<[string, string[], string]>([
    ['missed the last event', followed(A, B), 'saw 2 of 3 events, c at 200 is missing'],
    ['missed one in between', followed(A, C), 'saw c at 200 out of order, where b at 100 was due'],
    ['saw one again', followed(A, B, B, C), 'saw b at 100 again, where c at 200 was due'],
    ['saw one again at the end', followed(A, B, C, C), 'saw c after the end of the log'],
    ['saw what is not there', followed(A, B, stored('z', 2), C), 'saw z at 200 though it is not in the log'],
    ['saw one at another place', followed(A, B, { ...C, position: 201n }), 'saw c at 201'],
    [
      'saw other bytes',
      but({ followers: [{ ...agreed.followers[0]!, seen: [seen(A), seen(B), { ...seen(C), bytes: '{}' }] }] }),
      'c differs from readAll',
    ],
    [
      'was told too early that it had all',
      but({ followers: [{ ...agreed.followers[0]!, toldTooEarly: ['the event at 200'] }] }),
      'was told that it had all, and lacked the event at 200',
    ],
    ['ended', but({ followers: [{ ...agreed.followers[0]!, problems: ['it ended'] }] }), 'it ended'],
  ])('finds a follower that %s', (_, problems, found) =>
    expect(problems).toContainEqual(expect.stringContaining(`follower: ${found}`)),
  );

  it('finds a reader who missed something', () => {
    expect(but({ readAll: [A, C].map(seen) })).toContainEqual(
      expect.stringContaining('readAll: saw c at 200 out of order'),
    );
    expect(but({ reads: [{ stream: 'incident-1', ids: ['b'] }] })).toEqual([
      'incident-1: was read as b, and is a, b, c',
    ]);
  });

  it('finds a read model that differs from a rebuild, or gave up', () => {
    const [model] = agreed.models;
    expect(but({ models: [{ ...model!, lived: { row: ['1'] } }] })).toEqual([
      'model: table row differs from that of a rebuild',
    ]);
    expect(but({ models: [{ ...model!, problems: ['it has paused'] }] })).toEqual(['model: it has paused']);
  });
});
