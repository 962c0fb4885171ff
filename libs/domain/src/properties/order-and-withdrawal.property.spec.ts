import { draft, entryId, ZONE, type Draft } from '#domain/testing';
import fc from 'fast-check';
import { caseDecider } from '../case/case.decider.js';
import { incidentDecider } from '../incident/incident.decider.js';
import { investigationDecider } from '../investigation/investigation.decider.js';
import { EntryCorrected, EntryReinstated, EntryWithdrawn } from '../record/record.events.js';
import { foldRecord } from '../record/record.fold.js';
import type { Decider } from '../shared/decider.js';
import type { StoredEvent } from '../shared/envelope.js';
import { statementDecider } from '../statement/statement.decider.js';
import { caseBegun, caseDraft, caseId } from './testing/case.arbitrary.js';
import { eventOf, follow, stepsOf } from './testing/course.js';
import { incidentBegun, incidentDraft, incidentId } from './testing/incident.arbitrary.js';
import { investigationBegun, investigationDraft, investigationId } from './testing/investigation.arbitrary.js';
import { statementBegun, statementDraft, statementId } from './testing/statement.arbitrary.js';

type Kind = readonly [string, Decider<unknown>, string, fc.Arbitrary<Draft>, fc.Arbitrary<Draft>];
const KINDS = [
  ['an investigation', investigationDecider, investigationId, investigationDraft, investigationBegun],
  ['a case', caseDecider, caseId, caseDraft, caseBegun],
  ['a statement', statementDecider, statementId, statementDraft, statementBegun],
  ['an incident', incidentDecider, incidentId, incidentDraft, incidentBegun],
] as unknown as readonly Kind[];

/** Entries of as many different days, in the order of the days, whatever the rules would say of them. */
const eachOfItsOwnDay = (content: fc.Arbitrary<Draft>, stream: string): fc.Arbitrary<StoredEvent[]> =>
  fc.array(content, { minLength: 2, maxLength: 15, size: 'max' }).map((drafts) =>
    drafts.map((one, n) => ({
      ...eventOf(one, stream, n),
      occurred: { edtf: new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10), zone: ZONE },
    })),
  );

const more = (one: Draft, stream: string, events: readonly StoredEvent[]) => eventOf(one, stream, events.length);

describe.each(KINDS)('%s', (_kind, decider, stream, content, begun) => {
  it('is the same in whatever order its entries became known', () =>
    fc.assert(
      fc.property(
        eachOfItsOwnDay(content, stream).chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
        ),
        ([events, shuffled]) => {
          const learned = shuffled.map((event, revision) => ({ ...event, revision }));
          const expected = foldRecord(decider, stream, events);
          const actual = foldRecord(decider, stream, learned);
          expect(actual.state).toEqual(expected.state);
          expect(actual.gaps).toEqual(expected.gaps);
        },
      ),
    ));

  it('is as it was once an entry was withdrawn and reinstated', () =>
    fc.assert(
      fc.property(stepsOf(content, begun), fc.nat(), (steps, n) => {
        const { events, record } = follow(decider, stream, steps, ['SEQUENCE']);
        fc.pre(record.standings.some(({ withdrawnBy }) => !withdrawnBy));
        const standing = record.standings.filter(({ withdrawnBy }) => !withdrawnBy);
        const entry = standing[n % standing.length]!.event.id;
        const withdrawn = [...events, more(draft(EntryWithdrawn, { entry }), stream, events)];
        const reinstated = [...withdrawn, more(draft(EntryReinstated, { entry }), stream, withdrawn)];
        expect(foldRecord(decider, stream, withdrawn).entries).toHaveLength(record.entries.length - 1);
        const again = foldRecord(decider, stream, reinstated);
        expect([again.state, again.entries, again.gaps]).toEqual([record.state, record.entries, record.gaps]);
      }),
    ));

  it('is as it was once a correction was withdrawn', () =>
    fc.assert(
      fc.property(stepsOf(content, begun), fc.nat(), (steps, n) => {
        const { events, record } = follow(decider, stream, steps, ['SEQUENCE']);
        fc.pre(record.standings.length > 0);
        const { event } = record.standings[n % record.standings.length]!;
        const { type, schema, data } = event;
        const occurred = { edtf: '2026-01-31', zone: ZONE };
        const correction = draft(EntryCorrected, {
          entry: event.id,
          type,
          schema,
          replacement: data,
          kept: [],
          occurred,
        });
        const corrected = [...events, more(correction, stream, events)];
        const withdrawal = draft(EntryWithdrawn, { entry: entryId(events.length) });
        const again = foldRecord(decider, stream, [...corrected, more(withdrawal, stream, corrected)]);
        expect([again.state, again.entries, again.gaps]).toEqual([record.state, record.entries, record.gaps]);
      }),
    ));
});
