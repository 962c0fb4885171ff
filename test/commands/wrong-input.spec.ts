import '../support/patience.js';
import { mutationDocument } from '../../apps/demo/src/loading/mutation.document.js';
import type { MutationInput } from '../../apps/demo/src/loading/recorder.js';
import { type Someone, someone } from '../support/actors.js';
import { appendedSo, readIndex } from '../support/log-head.js';
import { idOf, incidentInput, type Newsroom, newsroom, on, ZONE } from '../support/newsroom.js';
import { type RunningServer, startFreshServer } from '../support/server.js';

let server: RunningServer;
let editor: Someone;
let room: Newsroom;
let person: string;
let statement: string;
let reported: string;
let head: number;

beforeAll(async () => {
  server = await startFreshServer();
  editor = await someone(server, 'EDITOR');
  room = await newsroom(editor);
  person = idOf(await editor.record('registerPerson', { kind: 'PRIVATE', reason: { text: 'Involved.' } }));
  await editor.record('describePerson', {
    record: person,
    name: { full: 'Ada Testperson' },
    occurred: on('XXXX'),
    sources: [{ source: room.source }],
  });
  statement = idOf(await editor.record('issueStatement', said()));
  reported = (await editor.record('reportIncident', incidentInput(room.source))).entry;
  head = await appendedSo(editor);
});
// The mark that was made to look, and nothing of all that was refused.
afterAll(async () => {
  const since = (await appendedSo(editor)) - head;
  await server.stop();
  expect(since).toBe(1);
});

const said = (more: MutationInput = {}): MutationInput => ({
  issuer: { onBehalfOf: room.agency },
  summary: 'It was so.',
  incidents: [room.incident],
  claims: [{ claimId: 'c1', topic: { code: 'SHOTS' }, act: 'ASSERTS', text: 'It was so.' }],
  occurred: on('2026-01-15'),
  sources: [{ source: room.source }],
  ...more,
});
const placed = (place: MutationInput) =>
  incidentInput(room.source, {
    places: [{ text: 'A place', country: 'US', zone: ZONE, precision: 'LOCALITY', ...place }],
  });
const NOBODY = '00000000-0000-4000-8000-000000000000';

interface Wrong {
  readonly title: string;
  readonly mutation: string;
  readonly input: () => MutationInput;
  readonly expected: object;
}

const refused = (code: string, path: string, message: RegExp) => ({
  code,
  path: path === '' ? [] : ['input', ...path.split('.')],
  message: expect.stringMatching(message),
});

/** What has the right types, and is wrong all the same: a refusal says what, where, and what is expected. */
const WRONG: readonly Wrong[] = [
  {
    title: 'a date that is none',
    mutation: 'reportIncident',
    input: () => incidentInput(room.source, { occurred: on('14 January') }),
    expected: refused('INVALID_INPUT', 'occurred.edtf', /EDTF/),
  },
  {
    title: 'a day that does not exist',
    mutation: 'reportIncident',
    input: () => incidentInput(room.source, { occurred: on('2026-02-30') }),
    expected: refused('INVALID_INPUT', 'occurred.edtf', /2026-02/),
  },
  {
    title: 'a code to be withheld, as if it were a text',
    mutation: 'withholdText',
    input: () => ({ entry: reported, path: '/data/kinds/0/code', reason: { text: 'It should not be there.' } }),
    expected: refused('UNKNOWN_ITEM', 'path', /\/data\/title/),
  },
  {
    title: 'a time zone that does not exist',
    mutation: 'reportIncident',
    input: () => incidentInput(room.source, { occurred: { edtf: '2026-01-14', zone: 'America/Minneapolis' } }),
    expected: refused('INVALID_INPUT', 'occurred.zone', /zone/),
  },
  {
    title: 'a code that its vocabulary does not have',
    mutation: 'reportIncident',
    input: () => incidentInput(room.source, { kinds: [{ code: 'SHOOTOUT' }] }),
    expected: {
      ...refused('INVALID_INPUT', 'kinds.0.code', /IncidentKind, not "SHOOTOUT"\. There are: SHOOTING, /),
      problems: [
        {
          path: ['input', 'kinds', '0', 'code'],
          expected: 'a code of the vocabulary IncidentKind',
          actual: 'SHOOTOUT',
        },
      ],
    },
  },
  {
    title: 'an empty list where one at least is needed',
    mutation: 'reportIncident',
    input: () => incidentInput(room.source, { kinds: [] }),
    expected: refused('INVALID_INPUT', 'kinds', /1/),
  },
  {
    title: 'an empty title',
    mutation: 'reportIncident',
    input: () => incidentInput(room.source, { title: '' }),
    expected: refused('INVALID_INPUT', 'title', /title/),
  },
  {
    title: 'a title that is too long',
    mutation: 'reportIncident',
    input: () => incidentInput(room.source, { title: 'x'.repeat(301) }),
    expected: refused('INVALID_INPUT', 'title', /300/),
  },
  {
    title: 'half of a character',
    mutation: 'reportIncident',
    input: () => incidentInput(room.source, { title: 'half \ud800 of one' }),
    expected: refused('INVALID_INPUT', 'title', /whole characters/),
  },
  {
    title: 'a latitude without a longitude',
    mutation: 'reportIncident',
    input: () => placed({ lat: '44.9' }),
    expected: refused('INVALID_INPUT', 'places.0', /longitude/),
  },
  {
    title: 'a latitude that is no decimal',
    mutation: 'reportIncident',
    input: () => placed({ lat: '44,9', lon: '-93.2' }),
    expected: refused('INVALID_INPUT', 'places.0.lat', /decimal|pattern|lat/i),
  },
  {
    title: 'a latitude beyond the pole',
    mutation: 'reportIncident',
    input: () => placed({ lat: '94.9', lon: '-93.2' }),
    expected: refused('INVALID_INPUT', 'places.0.lat', /94\.9/),
  },
  {
    title: "a home's address in the clear",
    mutation: 'reportIncident',
    input: () => placed({ home: person, precision: 'ADDRESS' }),
    expected: refused('NOT_ALLOWED', 'places.0.precision', /BLOCK/),
  },
  {
    title: 'a fact without a source',
    mutation: 'reportIncident',
    input: () => incidentInput(room.source, { sources: [] }),
    expected: refused('SOURCES_REQUIRED', 'sources', /source/),
  },
  {
    title: 'a source that is not on record',
    mutation: 'reportIncident',
    input: () => incidentInput(`source-${NOBODY}`),
    expected: refused('UNKNOWN_REFERENCE', 'sources.0.source', new RegExp(NOBODY)),
  },
  {
    title: 'a source that is a person',
    mutation: 'reportIncident',
    input: () => incidentInput(person),
    expected: refused('INVALID_INPUT', 'sources.0.source', /source/),
  },
  {
    title: 'a command id that is no UUID',
    mutation: 'reportIncident',
    input: () => incidentInput(room.source, { commandId: 'first-try' }),
    expected: refused('INVALID_INPUT', 'commandId', /UUID/),
  },
  {
    title: 'a revision below nothing',
    mutation: 'recordEvidenceAccess',
    input: () => room.access({ expectedRevision: -1 }),
    expected: refused('INVALID_INPUT', 'expectedRevision', /0 or more/),
  },
  {
    title: 'a revision that the record is not at',
    mutation: 'recordEvidenceAccess',
    input: () => room.access({ expectedRevision: 7 }),
    expected: { ...refused('CONFLICT', 'expectedRevision', /at revision 0, not at 7/), actualRevision: 0 },
  },
  {
    title: 'a record that does not exist',
    mutation: 'recordEvidenceAccess',
    input: () => room.access({ record: `investigation-${NOBODY}` }),
    expected: refused('UNKNOWN_RECORD', 'record', new RegExp(NOBODY)),
  },
  {
    title: 'a record of another kind',
    mutation: 'recordEvidenceAccess',
    input: () => room.access({ record: room.incident }),
    expected: refused('INVALID_INPUT', 'record', /investigation-/),
  },
  {
    title: 'an agency that is not on record',
    mutation: 'recordEvidenceAccess',
    input: () => room.access({ agency: 'agency-us-nowhere' }),
    expected: refused('UNKNOWN_REFERENCE', 'agency', /agency-us-nowhere/),
  },
  {
    title: 'an entry to come after that is not on record',
    mutation: 'recordEvidenceAccess',
    input: () => room.access({ occurred: { ...on('2026-01-15'), after: [NOBODY] } }),
    expected: refused('UNKNOWN_REFERENCE', 'occurred.after.0', new RegExp(NOBODY)),
  },
  {
    title: 'a claim that the statement does not make',
    mutation: 'recordEvidenceAccess',
    input: () => room.access({ attribution: { claim: { statement, claim: 'c2' } } }),
    expected: refused('UNKNOWN_REFERENCE', 'attribution.claim.claim', /no claim c2/),
  },
  {
    title: 'an agency that is on record already',
    mutation: 'registerAgency',
    input: () => ({ record: room.agency, name: 'Another', jurisdiction: 'FEDERAL' }),
    expected: { code: 'ALREADY_EXISTS', message: expect.stringContaining('on record already') },
  },
  {
    title: 'an agency by a name that is no slug',
    mutation: 'registerAgency',
    input: () => ({ record: 'agency-US FBI', name: 'Another', jurisdiction: 'FEDERAL' }),
    expected: refused('INVALID_INPUT', 'record', /agency/),
  },
  {
    title: 'a statement by no one',
    mutation: 'issueStatement',
    input: () => said({ issuer: { office: 'Spokesperson' } }),
    expected: refused('INVALID_INPUT', 'issuer', /issuer/),
  },
  {
    title: 'two claims of one id',
    mutation: 'issueStatement',
    input: () => {
      const claim = { claimId: 'c1', topic: { code: 'SHOTS' }, act: 'ASSERTS', text: 'So.' };
      return said({ claims: [claim, claim] });
    },
    expected: refused('DUPLICATE_ITEM', 'claims.1.claimId', /c1/),
  },
  {
    title: 'a stance on an incident that the statement is not about',
    mutation: 'issueStatement',
    input: () => said({ incidents: [], stances: [{ on: room.incident, stance: 'JUSTIFIES' }] }),
    expected: refused('UNKNOWN_ITEM', 'stances.0.on', /incidents/),
  },
  {
    title: 'an office for a private person',
    mutation: 'registerPerson',
    input: () => ({ kind: 'PRIVATE', office: 'Mayor', reason: { text: 'Involved.' } }),
    expected: refused('NOT_ALLOWED', 'office', /PUBLIC_OFFICIAL/),
  },
  {
    title: 'a description of nothing',
    mutation: 'describePerson',
    input: () => ({ record: person, occurred: on('XXXX'), sources: [{ source: room.source }] }),
    expected: { code: 'INVALID_INPUT', path: ['input'], message: expect.stringMatching(/Nothing is described/) },
  },
  {
    title: 'a name that is sealed, in a text',
    mutation: 'reportIncident',
    input: () => incidentInput(room.source, { title: 'Ada Testperson was shot' }),
    expected: {
      ...refused('UNACKNOWLEDGED', 'title', /The text at input\.title holds .*@\[person-/),
      warnings: [
        {
          code: 'NAME_IN_TEXT',
          path: ['input', 'title'],
          message: expect.stringMatching(/The text at input\.title holds .*@\[person-/),
        },
      ],
    },
  },
  {
    title: 'what does not fit the course of the record',
    mutation: 'resumeInvestigation',
    input: () => ({ record: room.investigation, occurred: on('2026-01-20'), sources: [{ source: room.source }] }),
    expected: {
      code: 'UNACKNOWLEDGED',
      message: expect.stringContaining('SUSPENDED'),
      warnings: [{ code: 'SEQUENCE', path: ['input', 'occurred'], message: expect.stringContaining('SUSPENDED') }],
    },
  },
  {
    title: 'the withdrawal of an entry that does not exist',
    mutation: 'withdrawEntry',
    input: () => ({ record: room.incident, entry: NOBODY, reason: { text: 'Wrong.' } }),
    expected: refused('UNKNOWN_REFERENCE', 'entry', new RegExp(NOBODY)),
  },
  {
    title: 'an entry that is too large for the ledger',
    mutation: 'issueStatement',
    input: () => {
      const claims = Array.from({ length: 100 }, (_, n) => ({
        claimId: `c${n}-${'x'.repeat(36)}`,
        topic: { code: 'OTHER', raw: { scheme: 'y'.repeat(100), schemeVersion: 'z'.repeat(50), value: 'v' } },
        act: 'ASSERTS',
        text: 'So.',
        speaksOf: `[${Array.from({ length: 10 }, () => '2026-01-14T18:50').join(',')}]`,
        about: { described: { text: 'someone', role: 'R'.repeat(40) } },
      }));
      return said({ claims });
    },
    expected: { code: 'TOO_LARGE', message: expect.stringMatching(/60000/) },
  },
];

describe('a mutation with wrong input', () => {
  it.each(WRONG.map((wrong) => [wrong.title, wrong] as const))('is refused: %s', async (_, wrong) => {
    expect(await editor.attempt(wrong.mutation, wrong.input())).toMatchObject(wrong.expected);
  });
});

/** What has not even the types that the schema says never reaches a handler: a top-level error names the field. */
const MISTYPED: readonly (readonly [string, string, () => object, RegExp])[] = [
  ['a field that is missing', 'reportIncident', () => ({ ...incidentInput(room.source), title: undefined }), /title/],
  ['a field that does not exist', 'reportIncident', () => incidentInput(room.source, { headline: 'So' }), /headline/],
  ['no date', 'reportIncident', () => ({ ...incidentInput(room.source), occurred: undefined }), /occurred/],
  ['no reason', 'registerPerson', () => ({ kind: 'PRIVATE' }), /reason/],
  ['a value that is no value of its enum', 'recordEvidenceAccess', () => room.access({ access: 'SOME' }), /SOME/],
  ['a text for a number', 'recordEvidenceAccess', () => room.access({ expectedRevision: 'one' }), /Int/],
  ['a number that is too large', 'recordEvidenceAccess', () => room.access({ expectedRevision: 2 ** 31 }), /32-bit/],
  [
    'two alternatives at once',
    'recordEvidenceAccess',
    () => room.access({ decidedBy: { agency: room.agency, person } }),
    /Exactly one|one key/i,
  ],
  ['none of the alternatives', 'recordEvidenceAccess', () => room.access({ decidedBy: {} }), /Exactly one|one key/i],
];

describe('a mutation whose input has not the types of the schema', () => {
  it.each(MISTYPED)('is an error that names it: %s', async (_, mutation, input, message) => {
    const { data, errors } = await editor.client.answer(mutationDocument(mutation), { input: input() });
    expect(data ?? undefined).toBeUndefined();
    expect(errors).toMatchObject([{ message: expect.stringMatching(message), extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});

describe('a request that is none', () => {
  const post = (body: string, type = 'application/json') =>
    fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': type, authorization: `Bearer ${editor.token}` },
      body,
    });

  it.each([
    ['no JSON', '{"query": ', 'application/json', 400],
    ['no object', '[]', 'application/json', 400],
    ['no GraphQL', JSON.stringify({ query: 'mutation {' }), 'application/json', 200],
    [
      'a mutation that does not exist',
      JSON.stringify({ query: 'mutation { deleteEverything }' }),
      'application/json',
      200,
    ],
    ['another content type', 'mutation { __typename }', 'text/plain', 400],
    [
      'more than the limit',
      JSON.stringify({ query: '{ __typename }', variables: { x: 'x'.repeat(2 ** 20) } }),
      'application/json',
      413,
    ],
  ])('is an error: %s', async (_, body, type, status) => {
    const response = await post(body, type);
    const { errors } = (await response.json()) as { errors: { message: string }[] };
    expect({ status: response.status, said: errors[0]!.message.length > 10 }).toEqual({ status, said: true });
  });

  it('leaves the log as it was', async () => {
    const before = await readIndex(editor.client);
    await post('{"query": ');
    expect(await readIndex(editor.client)).toBe(before);
  });
});
