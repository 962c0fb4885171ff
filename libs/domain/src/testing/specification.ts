import { expect } from '@jest/globals';
import type { Decider } from '../shared/decider.js';
import type { Command, Decision } from '../shared/decision.js';
import type { DataOf, EventDeclaration } from '../shared/declaration.js';
import type { Attribution, JsonObject, Occurred, Reason, SourceReference, StoredEvent } from '../shared/envelope.js';
import type { RefusalCode, WarningCode } from '../shared/refusals.js';
import { decideOnRecord } from '../record/record.decide.js';
import { foldRecord, type RecordState } from '../record/record.fold.js';

/** What a test says of an event or command; all else has a harmless default. */
export interface Draft {
  readonly declaration: EventDeclaration;
  readonly data: JsonObject;
  readonly id?: string;
  readonly occurred: Occurred;
  readonly attribution?: Attribution;
  readonly sources?: readonly SourceReference[];
  readonly reason?: Reason;
  readonly acknowledge: readonly string[];
}

type Extras = Partial<Omit<Draft, 'declaration' | 'data' | 'occurred'>> & { on?: string; occurred?: Occurred };

export const SOURCE = 'source-00000000-0000-4000-8000-00000000000a';
export const ACTOR = 'actor-00000000-0000-4000-8000-00000000000b';
export const ZONE = 'America/Chicago';

/** A draft of an event or command; `on` is a date, by default one that says nothing. */
export function draft<D extends EventDeclaration>(declaration: D, data: DataOf<D>, extras: Extras = {}): Draft {
  const { on, ...rest } = extras;
  const fact = declaration.nature === 'FACT';
  return {
    declaration,
    data: data as JsonObject,
    occurred: { edtf: on ?? 'XXXX', zone: ZONE },
    ...(fact ? { sources: [{ source: SOURCE }] } : { reason: { text: 'For the test.' } }),
    acknowledge: [],
    ...rest,
  };
}

/** A stable id for the nth event of a test: `entryId(0)` is the first that was given. */
export const entryId = (n: number): string => `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`;

const stored = (stream: string, given: Draft, n: number): StoredEvent => ({
  id: given.id ?? entryId(n),
  stream,
  revision: n,
  type: given.declaration.type,
  schema: given.declaration.schema,
  recordedAt: new Date(Date.UTC(2026, 0, 1, 0, 0, n)).toISOString(),
  occurred: given.occurred,
  attribution: given.attribution,
  sources: given.sources,
  reason: given.reason,
  actor: ACTOR,
  correlationId: entryId(900_000 + n),
  causationId: entryId(900_000 + n),
  data: given.data,
});

/**
 * Given / when / then for one aggregate:
 * `specify(decider, 'case-…').given(a, b).when(c).thenRefused('WRONG_STATE')`.
 */
export const specify = <State>(decider: Decider<State>, stream: string) => ({
  given: (...drafts: readonly Draft[]) => {
    const events = drafts.map((given, n) => stored(stream, given, n));
    const fold = (more: readonly StoredEvent[] = []) => foldRecord(decider, stream, [...events, ...more]);
    return {
      /** The record as folded. */
      record: () => fold(),
      thenState: (expected: Partial<State> | ((state: State) => void)) => check(fold(), expected),
      thenGaps: (...entries: readonly string[]) => expect(fold().gaps.map((gap) => gap.entry)).toEqual(entries),
      when: (asked: Draft) => {
        const command: Command = {
          type: asked.declaration.type,
          stream,
          id: asked.id ?? entryId(drafts.length),
          data: asked.data,
          occurred: asked.occurred,
          attribution: asked.attribution,
          sources: asked.sources,
          reason: asked.reason,
          actor: ACTOR,
          acknowledge: asked.acknowledge,
        };
        const decision = decideOnRecord(asked.declaration, decider, command, fold());
        return {
          decision,
          thenRecorded: (expected: Partial<State> | ((state: State) => void) = {}, ...warnings: WarningCode[]) => {
            expect(decision).toMatchObject({ outcome: 'RECORD' });
            expect(warningsOf(decision)).toEqual(warnings);
            check(fold([stored(stream, asked, drafts.length)]), expected);
          },
          thenRefused: (code: RefusalCode, path?: string, message?: RegExp) =>
            expect(decision).toMatchObject({
              outcome: 'REFUSE',
              refusal: {
                code,
                ...(path ? { path } : {}),
                ...(message ? { message: expect.stringMatching(message) } : {}),
              },
            }),
          /** Refused until the caller acknowledges the warnings named; recorded once they do. */
          thenNeeds: (...warnings: WarningCode[]) => {
            expect(decision).toMatchObject({
              outcome: 'REFUSE',
              refusal: { code: 'UNACKNOWLEDGED', details: { warnings } },
            });
            const again = decideOnRecord(asked.declaration, decider, { ...command, acknowledge: warnings }, fold());
            expect(again).toMatchObject({ outcome: 'RECORD' });
          },
        };
      },
    };
  },
});

const warningsOf = (decision: Decision) =>
  decision.outcome === 'RECORD' ? decision.warnings.map((warning) => warning.code) : [];

function check<State>(record: RecordState<State>, expected: Partial<State> | ((state: State) => void)): void {
  if (typeof expected === 'function') expected(record.state);
  else expect(record.state).toMatchObject(expected as object);
}
