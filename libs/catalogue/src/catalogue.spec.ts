import fc from 'fast-check';
import { Type } from '#typebox';
import {
  EntryCorrected,
  event,
  InvestigationOpened,
  MARK,
  sealed,
  sealedIf,
  type EventDeclaration,
  type JsonObject,
} from '#domain';
import { choice, object, optional, ref, secret, text } from '#domain/schema';
import {
  canonicalJson,
  catalogue,
  Catalogue,
  commitment,
  composeEvent,
  SchemaNotLoadableError,
  upcast,
} from '#catalogue';

const PERSON = 'person-00000000-0000-4000-8000-000000000001';
const ID = '00000000-0000-5000-8000-000000000001';
const declare = (data: EventDeclaration['data'], nature: EventDeclaration['nature'] = 'FACT') =>
  event('Tried', { aggregate: 'incident', nature, description: 'For the test.', data });

const injury = declare(
  object({
    to: object({ person: optional(ref('person')) }),
    part: optional(secret(sealedIf('injuryDetail', '1/to/person'), 'Body part.')),
    summary: optional(text('What happened.')),
  }),
);
const compose = (declaration: EventDeclaration, data: JsonObject) =>
  composeEvent(new Catalogue([declaration]), declaration, {
    id: ID,
    stream: PERSON,
    data,
    occurred: { edtf: '2026-01-14', zone: 'America/Chicago' },
    actor: 'actor-00000000-0000-4000-8000-000000000001',
    correlationId: ID,
    causationId: ID,
  });

describe('loading a schema', () => {
  it.each([
    ['an unmarked path', object({ title: Type.String() })],
    ['an open-typed path', object({ anything: Type.Unknown() })],
    ['an open object', Type.Object({ title: text('Title.') })],
    ['a narrative array item', object({ quotes: Type.Array(text('Quote.')) })],
    ['a fraction', object({ share: Type.Number({ [MARK]: 'coded' }) })],
  ])('refuses %s', (_what, data) => {
    expect(() => new Catalogue([declare(data as EventDeclaration['data'])])).toThrow(SchemaNotLoadableError);
  });

  it('refuses a union whose variants disagree on a mark', () => {
    const data = object({ by: Type.Union([object({ who: text('Words.') }), object({ who: ref('person') })]) });
    expect(() => new Catalogue([declare(data)])).toThrow(/disagree/);
  });

  it('loads every declaration of the product', () => {
    expect(catalogue.current().length).toBeGreaterThan(20);
  });
});

describe('composing an event', () => {
  it('takes a personal value out of the event and keeps a commitment to it', () => {
    const { event: made, openings } = compose(injury, { to: { person: PERSON }, part: 'leg', summary: 'Shot.' });
    expect(made.data).toEqual({ to: { person: PERSON }, summary: 'Shot.' });
    expect(openings).toMatchObject([{ path: '/data/part', value: 'leg', subject: PERSON, field: 'injuryDetail' }]);
    expect(made.sealed).toEqual([{ path: '/data/part', subject: PERSON, commitment: openings[0]!.commitment }]);
    expect(commitment(ID, '/data/part', openings[0]!.salt, 'leg')).toBe(openings[0]!.commitment);
    expect(Object.keys(made.texts!)).toEqual(['/data/summary']);
  });

  it('leaves the same path in the clear, committed to, where it names no person', () => {
    const { event: made, openings } = compose(injury, { to: {}, part: 'leg' });
    expect(openings).toEqual([]);
    expect(made.data).toEqual({ to: {}, part: 'leg' });
    expect(Object.keys(made.texts!)).toEqual(['/data/part']);
  });

  it('gives an equal value of an earlier attempt its salt again, and another value a new one', () => {
    const first = compose(injury, { to: { person: PERSON }, part: 'leg' });
    const again = (part: string) =>
      composeEvent(
        new Catalogue([injury]),
        injury,
        { ...first.event, stream: PERSON, data: { to: { person: PERSON }, part } },
        { earlier: first.openings },
      ).openings[0]!;
    expect(again('leg').commitment).toBe(first.openings[0]!.commitment);
    expect(again('arm').commitment).not.toBe(first.openings[0]!.commitment);
  });

  it('seals to the stream itself', () => {
    const named = declare(object({ name: secret(sealed('name'), 'Name.') }));
    expect(compose(named, { name: 'A B' }).event.sealed).toMatchObject([{ path: '/data/name', subject: PERSON }]);
  });
});

describe('checking input', () => {
  const content = { occurred: { edtf: '2026-01-14', zone: 'America/Chicago' } };
  const problems = (data: JsonObject, more = {}) =>
    catalogue.problems('InvestigationOpened', { ...content, ...more, data });
  const incidents = ['incident-00000000-0000-4000-8000-000000000001'];

  it('accepts what the schema allows', () => {
    expect(problems({ incidents, kind: { code: 'CRIMINAL' } })).toEqual([]);
  });

  it('names every path that is wrong, what is expected and what was given', () => {
    const found = problems({ incidents: ['x'], kind: { code: 'criminal' }, extra: 1 } as JsonObject);
    expect(found.map((p) => p.path).sort()).toEqual(['/data/extra', '/data/incidents/0', '/data/kind/code']);
    expect(found.find((p) => p.path === '/data/incidents/0')).toMatchObject({ actual: 'x', expected: /incident/ });
  });

  it('names a missing field', () => {
    expect(problems({ incidents })).toEqual([{ path: '/data/kind', expected: expect.stringContaining('required') }]);
  });

  it('refuses a date that is none, and a zone that is none', () => {
    const bad = (occurred: object) =>
      problems({ incidents, kind: { code: 'CRIMINAL' } }, { occurred }).map((p) => p.path);
    expect(bad({ edtf: '2026-02-30', zone: 'America/Chicago' })).toEqual(['/occurred/edtf']);
    expect(bad({ edtf: '2026-02-03', zone: 'America/Gotham' })).toEqual(['/occurred/zone']);
  });

  it('does not show a personal value that is wrong', () => {
    const own = new Catalogue([declare(object({ name: secret(sealed('name'), 'Name.', 5) }))]);
    const found = own.problems('Tried', { ...content, data: { name: 'Somebody' } });
    expect(found).toMatchObject([{ path: '/data/name' }]);
    expect(JSON.stringify(found)).not.toContain('Somebody');
  });
});

describe('the last guard before the log', () => {
  it('refuses a personal value that was not sealed', () => {
    const named = declare(object({ name: secret(sealed('name'), 'Name.') }));
    const guard = new Catalogue([named]);
    const { event: made } = compose(named, { name: 'A B' });
    expect(guard.storedProblems(made)).toEqual([]);
    expect(guard.storedProblems({ ...made, data: { name: 'A B' } })).toMatchObject([{ path: '/data/name' }]);
  });

  it('refuses a personal value that was not sealed in a replacement', () => {
    const named = declare(object({ name: secret(sealed('name'), 'Name.') }));
    const guard = new Catalogue([named, EntryCorrected]);
    const data = { entry: ID, type: 'Tried', schema: 1, kept: [] };
    const { event: made } = compose(EntryCorrected, { ...data, replacement: {} });
    expect(guard.storedProblems(made)).toEqual([]);
    expect(guard.storedProblems({ ...made, data: { ...data, replacement: { name: 'A B' } } })).toMatchObject([
      { path: '/data/replacement/name' },
    ]);
  });

  it('refuses a version that the catalogue does not have', () => {
    const { event: made } = compose(InvestigationOpened, { incidents: ['incident-x'], kind: { code: 'CRIMINAL' } });
    expect(catalogue.storedProblems({ ...made, schema: 99 })).toMatchObject([{ path: '/schema' }]);
  });
});

describe('upcasting', () => {
  const base = {
    id: ID,
    stream: PERSON,
    revision: 1,
    recordedAt: '2026-01-01T00:00:00.000Z',
    actor: 'a',
    correlationId: ID,
    causationId: ID,
  };
  const v1 = { ...base, type: 'StatusConfirmed', schema: 1, occurred: content(), data: { checked: 'The docket.' } };
  function content() {
    return { edtf: '2026-01-14', zone: 'America/Chicago' };
  }

  it('reads version 1 of a confirmation as version 2', () => {
    expect(upcast(v1)).toMatchObject({ schema: 2, data: { checked: [{ what: 'The docket.' }] } });
  });

  it('accepts that the text was withheld', () => {
    expect(upcast({ ...v1, data: {} })).toMatchObject({ schema: 2, data: { checked: [{}] } });
  });

  it('reads version 1 of an export as one that may hold anything', () => {
    const data = { exportId: ID, format: 'onrecord.export/1', upTo: 41, sha256: 'c'.repeat(64) };
    const issued = { ...base, stream: 'log', type: 'ExportIssued', schema: 1, occurred: content(), data };
    expect(upcast(issued)).toMatchObject({ schema: 2, data: { ...data, personal: 'AS_DISCLOSED' } });
  });

  it('leaves what is stored as it is', () => {
    upcast(v1);
    expect(v1).toMatchObject({ schema: 1, data: { checked: 'The docket.' } });
  });

  it('gives a form that today’s schema accepts', () => {
    expect(catalogue.find('StatusConfirmed')!.checkStored.Check(upcast(v1).data)).toBe(true);
  });
});

describe('canonical JSON', () => {
  const json = fc.letrec((tie) => ({
    value: fc.oneof(fc.string({ unit: 'grapheme' }), fc.maxSafeInteger(), fc.boolean(), tie('array'), tie('object')),
    array: fc.array(tie('value'), { maxLength: 4 }),
    object: fc.dictionary(fc.string({ unit: 'grapheme' }), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  })).value;

  it('is what an independent implementation of RFC 8785 gives', async () => {
    const { default: canonicalize } = await import('canonicalize');
    fc.assert(
      fc.property(json, (value) => expect(canonicalJson(value)).toBe((canonicalize as (v: unknown) => string)(value))),
    );
  });

  it('is read back as the same value', () => {
    fc.assert(
      fc.property(json, (value) => expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))),
    );
  });

  it.each([[null], [1.5], [Number.NaN], [undefined], ['\ud800'], [new Date()], [10n], [2 ** 53]])(
    'refuses %p',
    (value) => {
      expect(() => canonicalJson({ a: [value] })).toThrow(/^\/a\/0: /);
    },
  );
});

it('choice() gives an enumeration with its meanings', () => {
  expect(choice('Side', { A: 'One.', B: 'The other.' }).enum).toEqual(['A', 'B']);
});
