import { draft } from '#domain/testing';
import {
  AgencyJoinedInvestigation,
  AgencyLeftInvestigation,
  EvidenceAccessChanged,
} from '../investigation/investigation.events.js';
import { participationOf } from './participation.compute.js';
import { bca, entryOf, fbi, file, INVESTIGATIONS, investigationOpened } from './testing/incident-file.fixture.js';

const access = (value: 'FULL' | 'REVOKED' | 'DENIED', on: string) =>
  draft(EvidenceAccessChanged, { agency: bca, access: value }, { on });
const entry = (n: number) => entryOf('investigation', 0, n);

describe('who takes part in the investigations of an incident', () => {
  const investigation = [
    investigationOpened(fbi, '2026-01-07'),
    draft(AgencyJoinedInvestigation, { agency: bca, as: 'JOINT' }, { on: '2026-01-07' }),
    access('FULL', '2026-01-07'),
    access('REVOKED', '2026-01-08'),
    draft(AgencyLeftInvestigation, { agency: bca, because: 'WITHDREW' }, { on: '2026-01-09' }),
  ];

  it('is told in intervals, with those of the access to evidence', () =>
    expect(participationOf(file({ investigations: [investigation] }))).toMatchObject([
      { investigation: INVESTIGATIONS[0], agency: fbi, current: 'LEAD', access: [], entries: [entry(0)] },
      {
        agency: bca,
        parts: [
          { role: 'JOINT', since: { edtf: '2026-01-07' }, ended: { because: 'WITHDREW', at: { edtf: '2026-01-09' } } },
        ],
        access: [
          { access: 'FULL', until: { at: { edtf: '2026-01-08' }, entry: entry(3) } },
          { access: 'REVOKED', entry: entry(3) },
        ],
        entries: [entry(1), entry(4), entry(2), entry(3)],
      },
    ]));

  it('has no current part for an agency that left', () =>
    expect(participationOf(file({ investigations: [investigation] }))[1]).not.toHaveProperty('current'));

  it('names an agency that was denied access and never took part', () =>
    expect(
      participationOf(file({ investigations: [[investigationOpened(), access('DENIED', '2026-01-22')]] }))[1],
    ).toMatchObject({ agency: bca, parts: [], access: [{ access: 'DENIED' }] }));
});
