import { draft, SOURCE } from '#domain/testing';
import { ForceReported } from '../incident/incident.events.js';
import { EntryWithdrawn, RecordRetracted } from '../record/record.events.js';
import { ClaimAssessed, StatementRevised } from '../statement/statement.events.js';
import { accountsOf } from './accounts.compute.js';
import {
  dhs,
  entryOf,
  file,
  ice,
  INCIDENT,
  INVESTIGATIONS,
  reported,
  said,
  STATEMENTS,
} from './testing/incident-file.fixture.js';

const claim = (claimId: string, topic: string) =>
  ({ claimId, topic: { code: topic }, act: 'ASSERTS', text: `${topic} ${claimId}` }) as const;
type Assessed = Parameters<typeof draft<typeof ClaimAssessed>>[1];
const assessed = (by: Assessed['by'], assessment: Assessed['assessment'] = 'CONTRADICTS') =>
  draft(ClaimAssessed, { claimId: 'c1', assessment, by, assessedBy: { agency: ice } }, { on: '2026-02-13' });
const ofDhs = said({
  claims: [claim('c1', 'WEAPON'), claim('c2', 'ASSAULT')],
  stances: [{ on: INCIDENT, stance: 'JUSTIFIES' }],
});
const byClaim = (statement: string, claimId = 'c1') => ({ claim: { statement, claimId } });
const mayor = { issuer: { described: 'The mayor' }, claims: [claim('c1', 'WEAPON')] };
const disputed = (...statements: Parameters<typeof file>[0]['statements'] & {}) =>
  accountsOf(file({ statements })).disputed;

describe('who gave which account', () => {
  const input = file({
    incident: [
      reported(),
      draft(
        ForceReported,
        { type: { code: 'TOOL_AS_WEAPON' }, manner: 'UNKNOWN' },
        { attribution: { kind: 'CLAIM', statement: STATEMENTS[0], claim: 'c1' } },
      ),
    ],
    statements: [
      [
        ofDhs,
        assessed({ source: SOURCE }),
        assessed(byClaim(STATEMENTS[1]), 'CORROBORATES'),
        assessed(byClaim(STATEMENTS[1]), 'REPEATS'),
      ],
      [said(mayor)],
      [said({ claims: [claim('c9', 'WEAPON')] }, '2026-01-15')],
    ],
  });
  const { accounts } = accountsOf(input);

  it('is a matrix of topics and parties', () =>
    expect(
      accounts.map(({ topic, party, claims }) => [topic, party, claims.map((c) => `${c.statement} ${c.claimId}`)]),
    ).toEqual([
      ['WEAPON', { agency: dhs }, [`${STATEMENTS[0]} c1`, `${STATEMENTS[2]} c9`]],
      ['ASSAULT', { agency: dhs }, [`${STATEMENTS[0]} c2`]],
      ['WEAPON', { described: 'The mayor' }, [`${STATEMENTS[1]} c1`]],
    ]));

  it('shows what corroborates and what contradicts each claim, and the facts that rest on it', () => {
    expect(accounts[0]?.claims[0]).toMatchObject({
      act: 'ASSERTS',
      text: 'WEAPON c1',
      stances: [{ stance: 'JUSTIFIES', on: INCIDENT }],
      contradictedBy: [{ by: { source: SOURCE }, assessedBy: { agency: ice }, entry: entryOf('statement', 0, 1) }],
      corroboratedBy: [{ entry: entryOf('statement', 0, 2) }],
      otherAssessments: [{ assessment: 'REPEATS' }],
      disputedBy: [entryOf('statement', 0, 1)],
      supports: [entryOf('incident', 0, 1)],
    });
    expect(accounts[0]?.entries).toEqual(
      [0, 2, 1, 3].map((n) => entryOf('statement', 0, n)).concat(entryOf('statement', 2, 0)),
    );
  });
});

describe('a disputed claim', () => {
  it('is one that a source, a finding or a claim of another party contradicts', () => {
    const finding = { investigation: INVESTIGATIONS[0], entry: entryOf('investigation', 0, 1) };
    for (const by of [{ source: SOURCE }, { finding }, byClaim(STATEMENTS[1])])
      expect(disputed([ofDhs, assessed(by)], [said(mayor)])).toEqual({
        value: true,
        entries: [entryOf('statement', 0, 1)],
      });
  });

  it('is not one that is only qualified or repeated', () =>
    expect(disputed([ofDhs, assessed({ source: SOURCE }, 'QUALIFIES')])).toEqual({ value: false, entries: [] }));

  it('is one that a later claim of its own issuer contradicts, and not one that an earlier one does', () => {
    const later = said({ claims: [claim('c1', 'WEAPON')] }, '2026-02-13');
    expect(disputed([ofDhs, assessed(byClaim(STATEMENTS[1]))], [later]).value).toBe(true);
    expect(disputed([later, assessed(byClaim(STATEMENTS[1]))], [ofDhs]).value).toBe(false);
  });

  it('may be contradicted by what its own statement says once it was revised, not by what it said at once', () => {
    const revised = draft(
      StatementRevised,
      { changed: 'No shovel', claims: [claim('c3', 'WEAPON')] },
      { on: '2026-02-01' },
    );
    expect(disputed([ofDhs, revised, assessed(byClaim(STATEMENTS[0], 'c3'))]).value).toBe(true);
    expect(disputed([ofDhs, assessed(byClaim(STATEMENTS[0], 'c2'))]).value).toBe(false);
  });

  it('is no longer one once the assessment is withdrawn', () =>
    expect(
      disputed([ofDhs, assessed({ source: SOURCE }), draft(EntryWithdrawn, { entry: entryOf('statement', 0, 1) })])
        .value,
    ).toBe(false));

  it('is not one by the word of a statement that was retracted', () =>
    expect(
      disputed(
        [ofDhs, assessed(byClaim(STATEMENTS[1]))],
        [said(mayor), draft(RecordRetracted, { because: 'FABRICATED' })],
      ).value,
    ).toBe(false));

  it('is one by a claim of a statement about something else', () =>
    expect(disputed([ofDhs, assessed(byClaim(STATEMENTS[2]))]).value).toBe(true));
});
