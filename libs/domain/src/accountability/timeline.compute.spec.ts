import { draft } from '#domain/testing';
import { InjuryReported, IncidentVerified } from '../incident/incident.events.js';
import { InvestigationResumed } from '../investigation/investigation.events.js';
import { accountabilityOf } from './accountability.compute.js';
import { gapsOf, timelineOf } from './timeline.compute.js';
import {
  entryOf,
  file,
  INVESTIGATIONS,
  investigationOpened,
  fbi,
  man,
  reported,
  said,
} from './testing/incident-file.fixture.js';
import { verificationSummary } from './verification.compute.js';

const injured = draft(
  InjuryReported,
  { injured: man, severity: 'SERIOUS', hospitalised: 'YES' },
  { on: '2026-01-14T19:00' },
);

describe('the timeline of an incident', () => {
  it('puts the entries of all its records in the order of the world', () => {
    const input = file({
      incident: [reported(), injured],
      investigations: [[investigationOpened(fbi, '2026-01-15')]],
      statements: [[said({}, '2026-01-14T18:55')]],
    });
    expect(timelineOf(input).map((entry) => entry.id)).toEqual([
      entryOf('incident', 0, 0),
      entryOf('statement', 0, 0),
      entryOf('incident', 0, 1),
      entryOf('investigation', 0, 0),
    ]);
  });

  it('puts what happened at once in the order of the log', () => {
    const statements = [[said({}, '2026-01-15')], [said({}, '2026-01-15')]];
    const log = [entryOf('incident', 0, 0), entryOf('statement', 1, 0), entryOf('statement', 0, 0)];
    const input = { ...file({ statements }), indexOf: (entry: string) => log.indexOf(entry) };
    expect(timelineOf(input).map((entry) => entry.id)).toEqual(log);
  });
});

describe('gaps', () => {
  it('are told with the record in which the sequence does not fit', () =>
    expect(
      gapsOf(
        file({ investigations: [[investigationOpened(), draft(InvestigationResumed, {}, { on: '2026-03-01' })]] }),
      ),
    ).toEqual([
      {
        record: INVESTIGATIONS[0],
        entry: entryOf('investigation', 0, 1),
        why: 'InvestigationResumed needs SUSPENDED, and the investigation was OPEN',
      },
    ]));
});

describe('verification', () => {
  it('is told fact by fact', () => {
    const verified = draft(
      IncidentVerified,
      { level: 'DOCUMENTED', covers: [entryOf('incident', 0, 0)] },
      { on: '2026-02-13' },
    );
    expect(verificationSummary(file({ incident: [reported(), injured, verified] }).incident.state)).toMatchObject({
      latest: { level: 'DOCUMENTED' },
      facts: [
        { fact: entryOf('incident', 0, 0), type: 'IncidentReported', verification: { level: 'DOCUMENTED' } },
        { fact: entryOf('incident', 0, 1), type: 'InjuryReported' },
      ],
      entries: [entryOf('incident', 0, 2)],
    });
  });

  it('has no level where no one has verified anything', () =>
    expect(verificationSummary(file({}).incident.state)).not.toHaveProperty('latest'));
});

describe('all that is computed', () => {
  it('is there for an incident of which nothing followed', () => {
    const { timeline, staleFrom, lastMovementAt, verification, ...rest } = accountabilityOf(file({}));
    expect([timeline.length, staleFrom?.entry, lastMovementAt?.entry, verification.facts.length]).toEqual([
      1,
      entryOf('incident', 0, 0),
      entryOf('incident', 0, 0),
      1,
    ]);
    expect(rest).toEqual({
      investigationStatus: { value: 'NONE_KNOWN', entries: [], investigations: [] },
      participation: [],
      accounts: [],
      disputed: { value: false, entries: [] },
      contested: [],
      arrests: [],
      charges: [],
      lags: {},
      prejudged: [],
      gaps: [],
    });
  });
});
