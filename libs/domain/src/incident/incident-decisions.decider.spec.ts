import { draft, entryId, specify } from '#domain/testing';
import { EntryWithdrawn } from '../record/record.events.js';
import type { DataOf } from '../shared/declaration.js';
import {
  ForceReported,
  IncidentMerged,
  IncidentReported,
  IncidentsLinked,
  IncidentsUnlinked,
  IncidentUnmerged,
  IncidentVerified,
} from './incident.events.js';
import { incidentDecider } from './incident.decider.js';

const ID = 'incident-00000000-0000-4000-8000-000000000001';
const OTHER = 'incident-00000000-0000-4000-8000-000000000002';
const THIRD = 'incident-00000000-0000-4000-8000-000000000003';
const incident = specify(incidentDecider, ID);

const report = () =>
  draft(
    IncidentReported,
    { kinds: [{ code: 'SHOOTING' }], relevance: 'INCIDENT', title: 'A man is shot in the leg' },
    { on: '2026-01-14' },
  );
const force = draft(
  ForceReported,
  { type: { code: 'FIREARM' }, manner: 'DISCHARGED_HIT', by: { agency: 'agency-us-dhs-ice' } },
  { on: '2026-01-14' },
);
const link = draft(IncidentsLinked, { to: OTHER, relation: 'LED_TO' }, { on: '2026-02-01' });
const merge = (into = OTHER) => draft(IncidentMerged, { into }, { on: '2026-02-01' });
const verify = (covers: string[], level: DataOf<typeof IncidentVerified>['level'] = 'DOCUMENTED', on = '2026-02-01') =>
  draft(IncidentVerified, { level, covers }, { on });

describe('linking incidents', () => {
  it('links, and names the entry', () =>
    incident
      .given(report())
      .when(link)
      .thenRecorded({ links: [{ to: OTHER, relation: 'LED_TO', entry: entryId(1) }] }));

  it('refuses a link to itself', () =>
    incident
      .given(report())
      .when(draft(IncidentsLinked, { to: ID, relation: 'RELATED' }))
      .thenRefused('SELF_REFERENCE', '/data/to'));

  it('refuses the same link again', () => incident.given(report(), link).when(link).thenRefused('NOTHING_CHANGES'));

  it('refuses a link without a reason', () =>
    incident
      .given(report())
      .when({ ...link, reason: undefined })
      .thenRefused('REASON_REQUIRED'));

  it('unlinks', () =>
    incident
      .given(report(), link)
      .when(draft(IncidentsUnlinked, { to: OTHER, relation: 'LED_TO' }, { on: '2026-03-01' }))
      .thenRecorded({ links: [] }));

  it('refuses to unlink what is not linked that way', () =>
    incident
      .given(report(), link)
      .when(draft(IncidentsUnlinked, { to: OTHER, relation: 'PART_OF' }, { on: '2026-03-01' }))
      .thenRefused('UNKNOWN_ITEM'));
});

describe('verifying', () => {
  it('verifies some entries and not others', () =>
    incident
      .given(report(), force)
      .when(verify([entryId(1)]))
      .thenRecorded({
        verifications: [
          {
            level: 'DOCUMENTED',
            covers: [entryId(1)],
            entry: entryId(2),
            at: { edtf: '2026-02-01', zone: 'America/Chicago' },
          },
        ],
      }));

  it('refuses an entry that the incident does not have', () =>
    incident
      .given(report())
      .when(verify([entryId(0), entryId(7)]))
      .thenRefused('UNKNOWN_REFERENCE', '/data/covers/1'));

  it('refuses a decision as what is verified', () =>
    incident
      .given(report(), link)
      .when(verify([entryId(1)]))
      .thenRefused('UNKNOWN_REFERENCE'));

  it('refuses a level that all of it has', () =>
    incident
      .given(report(), force, verify([entryId(0), entryId(1)]))
      .when(verify([entryId(1)], 'DOCUMENTED', '2026-03-01'))
      .thenRefused('NOTHING_CHANGES'));

  it('shows a gap where what was verified is withdrawn', () =>
    incident
      .given(report(), force, verify([entryId(1)]), draft(EntryWithdrawn, { entry: entryId(1) }))
      .thenGaps(entryId(2)));
});

describe('merging', () => {
  it('names the canonical record', () =>
    incident
      .given(report())
      .when(merge())
      .thenRecorded({ mergedInto: { value: OTHER, entry: entryId(1) } }));

  it('refuses a merge into itself', () =>
    incident.given(report()).when(merge(ID)).thenRefused('SELF_REFERENCE', '/data/into'));

  it('refuses the same merge again', () =>
    incident.given(report(), merge()).when(merge()).thenRefused('NOTHING_CHANGES'));

  it('refuses a merge into a third record', () =>
    incident.given(report(), merge()).when(merge(THIRD)).thenRefused('WRONG_STATE'));

  it('goes on recording facts on a duplicate', () =>
    incident
      .given(report(), merge())
      .when(force)
      .thenRecorded({ mergedInto: { value: OTHER, entry: entryId(1) } }));

  it('unmerges', () =>
    incident
      .given(report(), merge())
      .when(draft(IncidentUnmerged, { from: OTHER }, { on: '2026-03-01' }))
      .thenRecorded((state) => expect(state.mergedInto).toBeUndefined()));

  it('refuses to unmerge what is not merged there', () =>
    incident
      .given(report(), merge())
      .when(draft(IncidentUnmerged, { from: THIRD }, { on: '2026-03-01' }))
      .thenRefused('WRONG_STATE', '/data/from'));

  it('refuses to unmerge what was never merged', () =>
    incident
      .given(report())
      .when(draft(IncidentUnmerged, { from: OTHER }))
      .thenRefused('WRONG_STATE'));
});
