import { ACTOR, draft, entryId, type Draft } from '#domain/testing';
import fc from 'fast-check';
import { decideOnRecord } from '../../record/record.decide.js';
import {
  EntryCorrected,
  EntryReinstated,
  EntryWithdrawn,
  RecordReinstated,
  RecordRetracted,
  StatusConfirmed,
} from '../../record/record.events.js';
import { foldRecord, type RecordState } from '../../record/record.fold.js';
import type { Decider } from '../../shared/decider.js';
import type { StoredEvent } from '../../shared/envelope.js';

/** What someone tries to do next: record something, or do something about what is on record. */
export type Step =
  | { readonly do: 'RECORD'; readonly draft: Draft }
  /** Corrects the nth entry of the draft's type with the draft's content and time. */
  | { readonly do: 'CORRECT'; readonly draft: Draft; readonly nth: number }
  | { readonly do: 'WITHDRAW' | 'REINSTATE'; readonly nth: number }
  | { readonly do: 'RETRACT' | 'UNRETRACT' | 'CONFIRM' };

const nth = fc.nat({ max: 20 });

/** Most courses start with what begins a record; the rules must hold for the others, too. */
export const stepsOf = (content: fc.Arbitrary<Draft>, begun: fc.Arbitrary<Draft>): fc.Arbitrary<Step[]> =>
  fc
    .tuple(fc.option(begun, { freq: 9 }), laterSteps(content))
    .map(([first, later]) => (first ? [{ do: 'RECORD' as const, draft: first }, ...later] : later).map(terse));

const laterSteps = (content: fc.Arbitrary<Draft>): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.oneof(
      { weight: 10, arbitrary: content.map((one): Step => ({ do: 'RECORD', draft: one })) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('CORRECT' as const), draft: content, nth }) },
      { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('WITHDRAW' as const, 'REINSTATE' as const), nth }) },
      {
        weight: 1,
        arbitrary: fc.record({ do: fc.constantFrom('RETRACT', 'UNRETRACT', 'CONFIRM') }) as fc.Arbitrary<Step>,
      },
    ),
    { minLength: 5, maxLength: 25, size: 'max' },
  );

/** A counterexample shows what was tried, not the schemas of what was tried. */
function terse(step: Step): Step {
  const told = 'draft' in step ? [step.do, step.draft.declaration.type, step.draft.data, step.draft.occurred] : [step];
  return Object.defineProperty(step, fc.toStringMethod, { value: () => JSON.stringify(told), configurable: true });
}

/** Tries the steps one after another, and appends what the rules allow. */
export function follow<State>(
  decider: Decider<State>,
  stream: string,
  steps: readonly Step[],
  acknowledge: readonly string[] = [],
): { events: StoredEvent[]; record: RecordState<State> } {
  const events: StoredEvent[] = [];
  let record = foldRecord(decider, stream, events);
  for (const step of steps) {
    const asked = draftOf(step, record, events);
    if (!asked) continue;
    const event = eventOf(asked, stream, events.length, acknowledge);
    const command = { ...event, acknowledge };
    if (decideOnRecord(asked.declaration, decider, command, record).outcome === 'REFUSE') continue;
    events.push(event);
    record = foldRecord(decider, stream, events);
  }
  return { events, record };
}

function draftOf(step: Step, { standings }: RecordState<unknown>, events: readonly StoredEvent[]): Draft | undefined {
  switch (step.do) {
    case 'RECORD':
      return step.draft;
    case 'CORRECT': {
      const { declaration, data, occurred } = step.draft;
      const alike = standings.filter(({ event }) => event.type === declaration.type);
      const entry = alike[step.nth % alike.length]?.event.id;
      if (!entry) return undefined;
      const { type, schema } = declaration;
      return draft(EntryCorrected, {
        entry,
        type,
        schema,
        replacement: data,
        kept: [],
        occurred: { ...occurred, after: occurred.after && [...occurred.after] },
      });
    }
    case 'WITHDRAW':
    case 'REINSTATE': {
      const entry = events[step.nth % events.length]?.id;
      return entry ? draft(step.do === 'WITHDRAW' ? EntryWithdrawn : EntryReinstated, { entry }) : undefined;
    }
    case 'RETRACT':
      return draft(RecordRetracted, { because: 'UNVERIFIABLE' });
    case 'UNRETRACT':
      return draft(RecordReinstated, {});
    case 'CONFIRM':
      return draft(StatusConfirmed, { checked: [{ what: 'The docket' }] });
  }
}

export const eventOf = (
  asked: Draft,
  stream: string,
  n: number,
  acknowledged: readonly string[] = [],
): StoredEvent => ({
  id: entryId(n),
  stream,
  revision: n,
  type: asked.declaration.type,
  schema: asked.declaration.schema,
  recordedAt: new Date(Date.UTC(2026, 10, 24, 0, 0, n)).toISOString(),
  occurred: asked.occurred,
  sources: asked.sources,
  reason: asked.reason,
  actor: ACTOR,
  correlationId: entryId(n),
  causationId: entryId(n),
  data: asked.data,
  acknowledged,
});
