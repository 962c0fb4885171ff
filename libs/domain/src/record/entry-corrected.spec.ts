import { draft, entryId, SOURCE, specify, ZONE } from '#domain/testing';
import { investigationDecider } from '../investigation/investigation.decider.js';
import {
  AgencyJoinedInvestigation,
  AgencyLeftInvestigation,
  InvestigationOpened,
} from '../investigation/investigation.events.js';
import type { DataOf } from '../shared/declaration.js';
import { EntryCorrected, EntryReinstated, EntryWithdrawn } from './record.events.js';

const INCIDENT = 'incident-00000000-0000-4000-8000-000000000001';
const STATEMENT = 'statement-00000000-0000-4000-8000-000000000006';
const OTHER_SOURCE = 'source-00000000-0000-4000-8000-00000000000c';
const fbi = 'agency-us-doj-fbi';
const bca = 'agency-us-mn-bca';
const investigation = specify(investigationDecider, 'investigation-00000000-0000-4000-8000-000000000003');

const opened = draft(
  InvestigationOpened,
  { incidents: [INCIDENT], kind: { code: 'CRIMINAL' }, lead: fbi },
  { on: '2026-01-07' },
);
const joined = draft(AgencyJoinedInvestigation, { agency: bca, as: 'JOINT' }, { on: '2026-01-08' });
const left = draft(AgencyLeftInvestigation, { agency: bca, because: 'WITHDREW' }, { on: '2026-01-09' });
type Correction = Partial<DataOf<typeof EntryCorrected>>;
/** A correction of the join, entry 1. */
const corrected = (as: string, more: Correction = {}) =>
  draft(EntryCorrected, {
    entry: entryId(1),
    type: 'AgencyJoinedInvestigation',
    schema: 1,
    replacement: { agency: bca, as },
    kept: [],
    ...more,
  });
const at = (edtf: string, after?: string[]) => ({ edtf, zone: ZONE, ...(after ? { after } : {}) });
const withdrawn = (n: number) => draft(EntryWithdrawn, { entry: entryId(n) });
const roles = (...drafts: ReturnType<typeof draft>[]) =>
  investigation
    .given(...drafts)
    .record()
    .state.participation.map(({ agency, role }) => [agency, role]);

describe('correcting an entry', () => {
  it('puts the replacement in its place, under the id of the original', () => {
    const { entries, standings } = investigation.given(opened, joined, corrected('ASSISTING')).record();
    expect(entries[1]).toMatchObject({
      id: entryId(1),
      data: { as: 'ASSISTING' },
      correctedBy: entryId(2),
      revision: 1,
    });
    expect(standings[1]?.event.data).toEqual({ agency: bca, as: 'JOINT' });
  });

  it('lets the latest correction count', () =>
    expect(roles(opened, joined, corrected('ASSISTING'), corrected('OVERSIGHT'))).toEqual([
      [fbi, 'LEAD'],
      [bca, 'OVERSIGHT'],
    ]));

  it('restores what it replaced once it is withdrawn, and counts again once reinstated', () => {
    const both = [opened, joined, corrected('ASSISTING'), corrected('OVERSIGHT')];
    expect(roles(...both, withdrawn(3))[1]).toEqual([bca, 'ASSISTING']);
    expect(roles(...both, withdrawn(3), withdrawn(2))[1]).toEqual([bca, 'JOINT']);
    expect(roles(...both, withdrawn(3), draft(EntryReinstated, { entry: entryId(3) }))[1]).toEqual([bca, 'OVERSIGHT']);
  });

  it('replaces when it happened, who says so and the sources, where it says so', () => {
    const attribution = { kind: 'CLAIM', statement: STATEMENT, claim: 'c1' } as const;
    const sources = [{ source: OTHER_SOURCE }];
    const { entries } = investigation
      .given(opened, joined, corrected('JOINT', { occurred: at('2026-01-10'), attribution, sources }))
      .record();
    expect(entries[1]).toMatchObject({ occurred: { edtf: '2026-01-10' }, attribution, sources });
  });

  it('leaves them as they stood, an earlier correction of them included, where it does not', () => {
    const moved = corrected('JOINT', { occurred: at('2026-01-10') });
    const { entries } = investigation.given(opened, joined, moved, corrected('ASSISTING')).record();
    expect(entries[1]).toMatchObject({
      occurred: { edtf: '2026-01-10' },
      sources: [{ source: SOURCE }],
      data: { as: 'ASSISTING' },
    });
  });

  it('warns where the sequence no longer fits', () => {
    investigation
      .given(opened, joined, left)
      .when(corrected('JOINT', { occurred: at('2026-01-12') }))
      .thenNeeds('SEQUENCE');
    investigation
      .given(opened, joined, left)
      .when(corrected('JOINT', { replacement: { agency: fbi, as: 'JOINT' } }))
      .thenNeeds('SEQUENCE');
  });

  it('judges entries of one time in the order of the log', () => {
    // Moved to the day of the departure, the join still stands before it in the log.
    investigation
      .given(opened, joined, left)
      .when(corrected('JOINT', { occurred: at('2026-01-09') }))
      .thenRecorded();
  });

  it('refuses an order in which each would come after the other', () => {
    const later = { ...left, occurred: at('2026-01-08', [entryId(1)]) };
    investigation
      .given(opened, joined, later)
      .when(corrected('JOINT', { occurred: at('2026-01-08', [entryId(2)]) }))
      .thenRefused('CYCLE', '/data/occurred/after');
  });

  it('refuses an entry that the record does not have', () =>
    investigation
      .given(opened, joined)
      .when(corrected('JOINT', { entry: entryId(77) }))
      .thenRefused('UNKNOWN_REFERENCE', '/data/entry'));

  it('refuses a correction as what is corrected: that is always the original', () =>
    investigation
      .given(opened, joined, corrected('ASSISTING'))
      .when(corrected('OVERSIGHT', { entry: entryId(2) }))
      .thenRefused('UNKNOWN_REFERENCE', '/data/entry', new RegExp(`correct ${entryId(1)} again`)));

  it('refuses to make another type of it', () =>
    investigation
      .given(opened, joined)
      .when(corrected('JOINT', { type: 'AgencyLeftInvestigation' }))
      .thenRefused('TYPE_MISMATCH', '/data/replacement'));

  it('refuses an entry that is withdrawn', () =>
    investigation
      .given(opened, joined, withdrawn(1))
      .when(corrected('ASSISTING'))
      .thenRefused('ALREADY_WITHDRAWN', '/data/entry'));

  it('refuses to keep a sealed value that the entry does not have', () =>
    investigation
      .given(opened, joined)
      .when(corrected('ASSISTING', { kept: ['/data/nationality/code'] }))
      .thenRefused('UNKNOWN_ITEM', '/data/kept'));

  it('refuses a correction without a reason', () =>
    investigation
      .given(opened, joined)
      .when({ ...corrected('ASSISTING'), reason: undefined })
      .thenRefused('REASON_REQUIRED', '/reason'));
});
