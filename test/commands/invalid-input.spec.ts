import '../support/patience.js';
import { codesOf } from '#domain';
import type { MutationInput } from '../../apps/demo/src/loading/recorder.js';
import { administratorOf, type Someone, someone, WHY } from '../support/actors.js';
import { appendedSo } from '../support/log-head.js';
import { idOf, incidentInput, type Newsroom, newsroom, on, ZONE } from '../support/newsroom.js';
import { type RunningServer, startFreshServer } from '../support/server.js';

let server: RunningServer;
let editor: Someone;
let room: Newsroom;
let person: string;
let head: number;

beforeAll(async () => {
  server = await startFreshServer();
  editor = await someone(server, 'EDITOR');
  room = await newsroom(editor);
  person = idOf(await editor.record('registerPerson', { kind: 'PRIVATE', reason: { text: 'Involved.' } }));
  head = await appendedSo(editor);
});
// The mark that was made to look, and nothing of all that was refused.
afterAll(async () => {
  const since = (await appendedSo(editor)) - head;
  await server.stop();
  expect(since).toBe(1);
});

const incident = (more: MutationInput) => incidentInput(room.source, more);
const placed = (place: MutationInput) =>
  incident({ places: [{ text: 'A place', country: 'US', zone: ZONE, precision: 'BLOCK', ...place }] });
const count = (said: MutationInput) => incident({ count: { qualifier: 'EXACT', of: 'shots', ...said } });
const source = (said: MutationInput): MutationInput => ({ kind: 'DOCUMENT', title: 'A report', ...said });
const described = (said: MutationInput): MutationInput => ({
  record: person,
  occurred: on('2026-01-14'),
  sources: [{ source: room.source }],
  ...said,
});
const settled = (currency: string): MutationInput => ({
  record: room.incident.replace('incident', 'case'),
  amount: { amount: '100', currency },
  occurred: on('2026-01-14'),
  sources: [{ source: room.source }],
});
const corrected = (reason: MutationInput): MutationInput => ({
  record: room.incident,
  entry: room.incident.slice('incident-'.length),
  replacement: { incidentReported: { kinds: [{ code: 'RAID' }], relevance: 'INCIDENT', title: 'A raid' } },
  reason: { text: 'Why.', ...reason },
});
const deadline = (more: MutationInput): MutationInput => ({
  record: room.investigation,
  deadlineId: 'd1',
  what: 'The report.',
  due: on('2030-01-01'),
  basis: 'PROMISE',
  occurred: on('2026-01-15'),
  sources: [{ source: room.source }],
  ...more,
});

/** Each problem says where, by the caller's own path, what must be there, and what was given: in one form of sentence. */
const MESSAGES: readonly (readonly [string, () => MutationInput, readonly string[]])[] = [
  [
    'reportIncident',
    () => incident({ occurred: on('yesterday') }),
    [
      'input.occurred.edtf must be a date that exists, in EDTF (ISO 8601-2), not "yesterday". Write for instance "2026-01-14", "2026-01-14T18:50", "2026-01", "2026-01-XX", "[2026-01-14..2026-01-15]"; unknown is "XXXX".',
    ],
  ],
  [
    'reportIncident',
    () => incident({ occurred: on('2026-02-30') }),
    [
      'input.occurred.edtf must be a date that exists, in EDTF (ISO 8601-2), not "2026-02-30". It names a day that no calendar has.',
    ],
  ],
  [
    'reportIncident',
    () => incident({ occurred: { edtf: '2026-01-14', zone: 'America/Gotham' } }),
    [
      'input.occurred.zone must be the IANA name of a time zone, not "America/Gotham". Write for instance "America/Chicago" or "UTC".',
    ],
  ],
  [
    'reportIncident',
    () => placed({ zone: 'America/Gotham' }),
    [
      'input.places.0.zone must be the IANA name of a time zone, not "America/Gotham". Write for instance "America/Chicago" or "UTC".',
    ],
  ],
  [
    'reportIncident',
    () => count({ value: -1 }),
    ['input.count.value must be a whole number from 0 to 1000000000, not -1.'],
  ],
  [
    'reportIncident',
    () => incident({ agencies: [{ agency: 'FBI', role: 'INVOLVED' }], title: '' }),
    [
      'input.title must be text that is not empty, not "".',
      'input.agencies.0.agency must be the id of a record: agency-<slug>, not "FBI".',
    ],
  ],
  [
    'reportIncident',
    () => incident({ kinds: [{ code: 'SHOOTOUT' }, { code: 'RAID' }, { code: 'RAID' }] }),
    [
      'input.kinds.0.code must be a code of the vocabulary IncidentKind, not "SHOOTOUT". There are: ' +
        `${codesOf('IncidentKind').join(', ')}.`,
      'input.kinds.2 must be an item that the list does not hold already, not "RAID".',
    ],
  ],
  [
    'reportForce',
    () => ({
      ...described({ record: room.incident }),
      type: { code: 'FIREARM' },
      manner: 'APPLIED',
      by: { described: { text: 'x'.repeat(201), role: 'officer' } },
    }),
    [
      `input.by.described.text must be at most 200 characters, not "${'x'.repeat(77)}…". It has 201.`,
      'input.by.described.role must be a word of at most 40 capital letters, digits and "_", such as OFFICER, not "officer".',
    ],
  ],
  [
    'mergeIncident',
    () => ({ record: room.incident, into: room.agency, reason: { text: 'Twice.' } }),
    ['input.into must be the id of a record: incident-<uuid>, not "agency-us-fbi".'],
  ],
  [
    'describePerson',
    () => described({ birthDate: { value: 'in spring' } }),
    ['input.birthDate.value must be a date in EDTF (ISO 8601-2), such as "1988-04".'],
  ],
  [
    'recordSource',
    () => source({ url: 'javascript:alert(1)', archiveUrl: 'not a url' }),
    [
      'input.url must be a web address that begins with https:// or http://, not "javascript:alert(1)".',
      'input.archiveUrl must be a web address that begins with https:// or http://, not "not a url".',
    ],
  ],
  [
    'reportIncident',
    () => placed({ exact: { text: '12 Elm', lat: '44.97781', lon: '-93.26501' } }),
    ['input.places.0.home must be given. homeAddress is personal data: say whose it is, or leave it out.'],
  ],
];

describe('the message about wrong input', () => {
  it.each(MESSAGES)('says what is wrong, in %s', async (mutation, input, sentences) => {
    const refused = await editor.attempt(mutation, input());
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', message: `Not recorded: ${sentences.join(' ')}` });
    expect(refused).toHaveProperty('problems.length', sentences.length);
  });

  it('names the place of an administrator’s input too', async () => {
    const input = { record: editor.actor, reason: WHY, expires: 'tomorrow' };
    expect(await administratorOf(server).attempt('issueToken', input)).toMatchObject({
      message: 'Not recorded: input.expires must be an instant in UTC, such as "2027-01-31T00:00:00Z", not "tomorrow".',
    });
  });
});

const future = '2999-01-01';
const WRONG: readonly (readonly [string, string, () => MutationInput, string])[] = [
  [
    'an exact place that is no one’s home',
    'reportIncident',
    () => placed({ exact: { text: '12 Elm' } }),
    'places.0.home',
  ],
  ['a correction without a code', 'correctEntry', () => corrected({}), 'reason.code'],
  ['a correction with a code that is none', 'correctEntry', () => corrected({ code: 'NOPE' }), 'reason.code'],
  [
    'a code where there is no vocabulary of them',
    'registerPerson',
    () => ({ kind: 'PRIVATE', reason: { code: 'NEW_INFORMATION', text: 'Why.' } }),
    'reason.code',
  ],
  ['a number and a bound', 'reportIncident', () => count({ value: 5, min: 1 }), 'count'],
  ['a range without an end', 'reportIncident', () => count({ min: 5 }), 'count'],
  ['no number', 'reportIncident', () => count({}), 'count'],
  ['a range that ends before it begins', 'reportIncident', () => count({ min: 5, max: 1 }), 'count.max'],
  ['a country that does not exist', 'reportIncident', () => placed({ country: 'XX' }), 'places.0.country'],
  ['a union for a country', 'reportIncident', () => placed({ country: 'EU' }), 'places.0.country'],
  [
    'a region of another country',
    'reportIncident',
    () => placed({ country: 'CA', region: 'US-MN' }),
    'places.0.region',
  ],
  ['a currency that does not exist', 'reachSettlement', () => settled('ZZZ'), 'amount.currency'],
  [
    'a nationality that does not exist',
    'describePerson',
    () => described({ nationality: { code: 'QQ' } }),
    'nationality.code',
  ],
  ['an address that is none', 'recordSource', () => source({ url: 'https://' }), 'url'],
  ['a date of retrieval that is none', 'recordSource', () => source({ retrieved: 'yesterday' }), 'retrieved'],
  ['a retrieval to come', 'recordSource', () => source({ retrieved: future }), 'retrieved'],
  ['a publication to come', 'recordSource', () => source({ published: on(future) }), 'published.edtf'],
  ['a web page of which nothing is said', 'recordSource', () => ({ kind: 'WEB', tier: 'SECONDARY' }), 'url'],
  [
    'a claim that speaks of no time',
    'issueStatement',
    () =>
      described({
        record: undefined,
        issuer: { onBehalfOf: room.agency },
        summary: 'So.',
        claims: [{ claimId: 'c1', topic: { code: 'SHOTS' }, act: 'ASSERTS', text: 'So.', speaksOf: 'garbage' }],
      }),
    'claims.0.speaksOf',
  ],
  [
    'support for what is not there',
    'reportIncident',
    () => incident({ sources: [{ source: room.source, supports: ['/data/title', '/nowhere'] }] }),
    'sources.0.supports.1',
  ],
  ['a blank title', 'reportIncident', () => incident({ title: '   ' }), 'title'],
  ['a title with a NUL', 'reportIncident', () => incident({ title: 'a\u0000b' }), 'title'],
  [
    'a kind that is named twice',
    'reportIncident',
    () => incident({ kinds: [{ code: 'RAID' }, { code: 'RAID' }] }),
    'kinds.1',
  ],
  ['a promise that no one made', 'setInvestigationDeadline', () => deadline({}), 'promise'],
  ['a fact to come', 'reportIncident', () => incident({ occurred: on(future) }), 'occurred.edtf'],
  [
    'a look at a time to come',
    'confirmStatus',
    () => ({
      record: room.incident,
      checked: [{ what: 'All.' }],
      reason: { text: 'Looked.' },
      occurred: on(future),
    }),
    'occurred.edtf',
  ],
  ['a mention of a field that no one has', 'reportIncident', () => incident({ title: `@[${person}#foo]` }), 'title'],
  ['a mention that is none', 'reportIncident', () => incident({ title: '@[person-1]' }), 'title'],
];

describe('input of the right form that cannot be meant', () => {
  it.each(WRONG)('is refused: %s', async (...[, mutation, input, path]) => {
    const refused = await editor.attempt(mutation, input());
    const place = ['input', ...path.split('.')];
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', path: place, problems: [{ path: place }] });
  });

  it('is refused: a token that is void when it is issued', async () => {
    const input = { record: editor.actor, reason: WHY, expires: '2026-01-01T00:00:00Z' };
    expect(await administratorOf(server).attempt('issueToken', input)).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', 'expires'],
    });
  });

  it('is refused: a mention of nobody on record', async () => {
    const nobody = 'person-00000000-0000-4000-8000-000000000000';
    expect(await editor.attempt('reportIncident', incident({ title: `@[${nobody}] was shot` }))).toMatchObject({
      code: 'UNKNOWN_REFERENCE',
      path: ['input', 'title'],
      message: expect.stringContaining(nobody),
    });
  });

  it('is not shown where it is personal', async () => {
    const refused = await editor.attempt('describePerson', described({ gender: { code: 'SECRET_WORD' } }));
    expect(refused).toMatchObject({ path: ['input', 'gender', 'code'], problems: [{ actual: null }] });
    expect(JSON.stringify(refused)).not.toContain('SECRET_WORD');
  });
});

describe('a creation', () => {
  const agency = (more: MutationInput): MutationInput => ({
    record: room.agency,
    name: 'Another',
    jurisdiction: 'FEDERAL',
    ...more,
  });

  it('at a revision is refused in words that make sense', async () => {
    const input = agency({ record: 'agency-us-new', expectedRevision: 3 });
    expect(await editor.attempt('registerAgency', input)).toMatchObject({
      code: 'CONFLICT',
      path: ['input', 'expectedRevision'],
      message:
        'agency-us-new is not on record yet, so it cannot be at revision 3. Leave `expectedRevision` out to begin the record.',
    });
  });

  it('of what is on record already is refused at the id that is taken', async () => {
    expect(await editor.attempt('registerAgency', agency({}))).toMatchObject({
      code: 'ALREADY_EXISTS',
      path: ['input', 'record'],
    });
  });
});
