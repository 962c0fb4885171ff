import { draft, entryId, SOURCE, ZONE } from '#domain/testing';
import fc from 'fast-check';
import type { Draft } from '../../testing/specification.js';
import type { EventDeclaration } from '../../shared/declaration.js';
import type { JsonObject, Occurred } from '../../shared/envelope.js';

/** Few values of each kind, so that random commands often meet each other. */
export const numbered = (aggregate: string, n: number) =>
  `${aggregate}-00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const incident = fc.constantFrom(numbered('incident', 1), numbered('incident', 2));
export const agency = fc.constantFrom('agency-us-dhs-ice', 'agency-us-doj-fbi', 'agency-us-mn-bca');
export const person = fc.constantFrom(numbered('person', 1), numbered('person', 2));
export const party = fc.oneof(
  agency.map((a) => ({ agency: a })),
  person.map((p) => ({ person: p })),
  fc.constant({ described: 'two others' }),
);
export const label = fc.constantFrom('a', 'b', 'c');
export const labels = fc.uniqueArray(label, { minLength: 1, maxLength: 3 });
export const code = (...codes: string[]) => fc.constantFrom(...codes).map((one) => ({ code: one }));
/** Entries of the first few places of the stream: often there, sometimes not. */
export const entry = fc.integer({ min: 0, max: 12 }).map(entryId);

const edtf = fc.constantFrom('2026-01-07', '2026-01-08', '2026-01-09', '2026-01', '[2026-01-08..2026-01-10]', 'XXXX');

export const occurred: fc.Arbitrary<Occurred> = fc
  .record({
    edtf,
    after: fc.option(fc.uniqueArray(entry, { minLength: 1, maxLength: 2 }), { nil: undefined, freq: 4 }),
  })
  .map(({ after, ...rest }) => ({ ...rest, zone: ZONE, ...(after ? { after } : {}) }));

/** Drafts of one declaration, with random content at a random time. */
export const drafts = (declaration: EventDeclaration, data: fc.Arbitrary<object>): fc.Arbitrary<Draft> =>
  fc.record({ data, at: occurred }).map(({ data: content, at }) =>
    draft(declaration, content as JsonObject, {
      occurred: at,
      sources: [{ source: SOURCE }],
      reason: { text: 'For the test.' },
    }),
  );
