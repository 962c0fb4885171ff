import { draft } from '#domain/testing';
import { PersonInvolved } from '../incident/incident.events.js';
import { FindingIssued, InvestigationClosed, InvestigationDeclined } from '../investigation/investigation.events.js';
import { prejudgedOf } from './prejudged.compute.js';
import {
  bca,
  dhs,
  entryOf,
  fbi,
  file,
  ice,
  INCIDENT,
  INVESTIGATIONS,
  investigationOpened,
  man,
  reported,
  said,
  STATEMENTS,
} from './testing/incident-file.fixture.js';

const justified = (agency = dhs, on = '2026-01-14T22:50') =>
  said({ issuer: { onBehalfOf: agency }, stances: [{ on: INCIDENT, stance: 'JUSTIFIES' }] }, on);
const found = (on: string) => draft(FindingIssued, { stage: 'FINAL', finding: { code: 'JUSTIFIED' } }, { on });
const open = [investigationOpened()];

describe('a force declared justified before anything was found', () => {
  it('is so by a parent of the agency involved, with the hours', () =>
    expect(prejudgedOf(file({ investigations: [open], statements: [[justified()]] }))).toEqual([
      {
        statement: STATEMENTS[0],
        agency: dhs,
        through: ice,
        part: 'INVOLVED',
        investigation: INVESTIGATIONS[0],
        lag: { hours: 4, minHours: 4, maxHours: 4, entries: [entryOf('incident', 0, 0), entryOf('statement', 0, 0)] },
        entries: [entryOf('statement', 0, 0), entryOf('incident', 0, 0)],
      },
    ]));

  it('is so by the agency itself, and by one that investigates', () => {
    expect(prejudgedOf(file({ investigations: [open], statements: [[justified(ice)]] }))).toMatchObject([
      { agency: ice, through: ice, part: 'INVOLVED' },
    ]);
    expect(prejudgedOf(file({ investigations: [open], statements: [[justified(fbi)]] }))).toMatchObject([
      { agency: fbi, part: 'INVESTIGATING', entries: [entryOf('statement', 0, 0), entryOf('investigation', 0, 0)] },
    ]);
  });

  it('is so by the agency of an officer who was there', () => {
    const incident = [
      reported({ agencies: undefined }),
      draft(PersonInvolved, { ...man, role: 'OFFICER', minor: 'NO', agency: ice }, { on: '2026-01-14' }),
    ];
    expect(prejudgedOf(file({ incident, statements: [[justified()]] }))).toMatchObject([{ through: ice }]);
  });

  it('is so where no one investigates, or who was asked declined', () => {
    const declined = [
      draft(InvestigationDeclined, { incidents: [INCIDENT], kind: { code: 'CIVIL_RIGHTS' }, agency: fbi }),
    ];
    for (const investigations of [[], [declined]]) {
      const [only, ...others] = prejudgedOf(file({ investigations, statements: [[justified()]] }));
      expect([only?.agency, only?.investigation, others]).toEqual([dhs, undefined, []]);
    }
  });

  it('is told for each investigation that had found nothing', () => {
    const decided = [investigationOpened(fbi, '2026-01-14T19:00'), found('2026-01-14T20:00')];
    expect(
      prejudgedOf(file({ investigations: [decided, open], statements: [[justified()]] })).map((p) => p.investigation),
    ).toEqual([INVESTIGATIONS[1]]);
  });

  it('is not so after the finding, nor after a closing without one', () => {
    const statements = [[justified(dhs, '2026-06-02')]];
    const closed = draft(InvestigationClosed, { outcome: 'NO_CHARGES' }, { on: '2026-06-01' });
    expect(prejudgedOf(file({ investigations: [[...open, found('2026-06-01')]], statements }))).toEqual([]);
    expect(prejudgedOf(file({ investigations: [[...open, closed]], statements }))).toEqual([]);
  });

  it('is not asserted where both may be of one day', () => {
    const investigations = [[...open, found('2026-02-01')]];
    expect(prejudgedOf(file({ investigations, statements: [[justified(dhs, '2026-02-01')]] }))).toEqual([]);
    expect(prejudgedOf(file({ investigations, statements: [[justified(dhs, '2026-01-31')]] }))).toHaveLength(1);
  });

  it('is not so by an agency that has no part in it, by a person, or by a stance that does not justify', () => {
    const condemned = said({ issuer: { onBehalfOf: dhs }, stances: [{ on: INCIDENT, stance: 'CONDEMNS' }] });
    const person = said({ issuer: man, stances: [{ on: INCIDENT, stance: 'JUSTIFIES' }] });
    expect(
      prejudgedOf(file({ investigations: [open], statements: [[justified(bca)], [condemned], [person]] })),
    ).toEqual([]);
  });

  it('is so by a stance on one entry of the incident', () => {
    const onEntry = said({ stances: [{ on: entryOf('incident', 0, 0), stance: 'JUSTIFIES' }] });
    expect(prejudgedOf(file({ investigations: [open], statements: [[onEntry]] }))).toHaveLength(1);
  });
});
