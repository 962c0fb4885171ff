import { ACTOR, entryId, SOURCE, ZONE } from '#domain/testing';
import type { StoredEvent } from '../shared/envelope.js';
import { effectiveEntries } from './effective-entries.js';

const MAN = 'person-00000000-0000-4000-8000-000000000004';

const event = (n: number, type: string, data: StoredEvent['data'], sealed: Record<string, string>): StoredEvent => ({
  id: entryId(n),
  stream: MAN,
  revision: n,
  type,
  schema: 1,
  recordedAt: '2026-01-01T00:00:00.000Z',
  occurred: { edtf: 'XXXX', zone: ZONE },
  sources: [{ source: SOURCE }],
  actor: ACTOR,
  correlationId: entryId(900),
  causationId: entryId(900),
  data,
  sealed: Object.entries(sealed).map(([path, commitment]) => ({ path, subject: MAN, commitment })),
});

const described = event(
  0,
  'PersonDescribed',
  { nationality: {}, age: {} },
  { '/data/age/value': 'age-0', '/data/nationality/code': 'nationality-0' },
);
const correction = (n: number, kept: string[], sealed: Record<string, string>) =>
  event(
    n,
    'EntryCorrected',
    { entry: entryId(0), type: 'PersonDescribed', schema: 1, replacement: { nationality: {}, age: {} }, kept },
    sealed,
  );

describe('the sealed values of a corrected entry', () => {
  it('are its own where they are kept, and those of the correction where they are sealed anew', () => {
    const [standing] = effectiveEntries([
      described,
      correction(1, ['/data/nationality/code'], { '/data/replacement/age/value': 'age-1' }),
    ]);
    expect(standing?.entry.sealed).toEqual([
      {
        at: '/data/nationality/code',
        event: entryId(0),
        path: '/data/nationality/code',
        subject: MAN,
        commitment: 'nationality-0',
      },
      {
        at: '/data/age/value',
        event: entryId(1),
        path: '/data/replacement/age/value',
        subject: MAN,
        commitment: 'age-1',
      },
    ]);
  });

  it('are gone where they are neither', () =>
    expect(effectiveEntries([described, correction(1, [], {})])[0]?.entry.sealed).toEqual([]));

  it('are kept from the original, also by a correction of what was corrected before', () => {
    const [standing] = effectiveEntries([
      described,
      correction(1, [], { '/data/replacement/age/value': 'age-1' }),
      correction(2, ['/data/age/value'], {}),
    ]);
    expect(standing?.entry.sealed).toMatchObject([{ event: entryId(0), commitment: 'age-0' }]);
  });
});
