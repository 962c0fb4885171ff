import '../support/patience.js';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commitment } from '#catalogue';
import type { StoredEvent } from '#domain';
import type { GraphQLClient } from '../../apps/demo/src/loading/graphql.client.js';
import type { RecordedOutcome } from '../../apps/demo/src/loading/recorder.js';
import { administratorOf, type Someone, someone } from '../support/actors.js';
import { eventually } from '../support/eventually.js';
import { readIndex } from '../support/log-head.js';
import { idOf, incidentInput, type Newsroom, newsroom, on, ZONE } from '../support/newsroom.js';
import { type RunningServer, startServer, temporaryFolder } from '../support/server.js';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: RunningServer;
let room: Newsroom;
let editor: Someone;
let readers: Readonly<Record<'public' | 'VIEWER' | 'EDITOR' | 'AUDITOR' | 'ADMIN', GraphQLClient>>;

beforeAll(async () => {
  folder = await temporaryFolder();
  server = await startServer(folder.path, { LOG_LEVEL: 'trace' });
  editor = await someone(server, 'EDITOR');
  room = await newsroom(editor);
  readers = {
    public: server.client(),
    VIEWER: (await someone(server, 'VIEWER')).client,
    EDITOR: editor.client,
    AUDITOR: (await someone(server, 'AUDITOR')).client,
    ADMIN: administratorOf(server).client,
  };
});
afterAll(async () => {
  await server.stop();
  await folder.remove();
});

const reason = { text: 'It was decided so.' };
const because = () => ({ occurred: on('2026-01-14'), sources: [{ source: room.source }] });

/** A person whose name is sealed, in an incident that mentions them. */
async function personNamed(full: string, involvement: { minor?: string; kind?: string } = {}) {
  const person = idOf(await editor.record('registerPerson', { kind: involvement.kind ?? 'PRIVATE', reason }));
  const described = await editor.record('describePerson', { record: person, name: { full }, ...because() });
  const title = `@[${person}] was stopped`;
  const incident = idOf(await editor.record('reportIncident', incidentInput(room.source, { title })));
  const involved = { record: incident, person, role: 'SUBJECT', minor: involvement.minor ?? 'NO', ...because() };
  await editor.record('recordPersonInvolved', involved);
  return { person, incident, described: described.entry };
}

const NAME = `query ($person: ID!, $incident: ID!) {
  person(id: $person) { name { __typename ... on Disclosed { value } ... on Withheld { reason } ... on Erased { basis } } }
  incident(id: $incident) { title { text } }
}`;
interface Named {
  readonly person: { name: { __typename: string; value?: string; reason?: string; basis?: string } };
  readonly incident: { title: { text: string } };
}

/** What each reader sees of the name: the value, or why not; and in the title of the incident. */
async function seenOf(
  whom: { person: string; incident: string },
  at?: number,
): Promise<Record<string, readonly string[]>> {
  const query = at === undefined ? NAME : NAME.replace('{', `{ record(asOf: { index: ${at} }) {`).concat('}');
  const seen = await Promise.all(
    Object.entries(readers).map(async ([reader, client]) => {
      const data = await client.ask<Named & { record: Named }>(query, whom);
      const { person, incident } = at === undefined ? data : data.record;
      const { value, reason: why, basis, __typename } = person.name;
      return [reader, [value ?? why ?? `${__typename}: ${basis}`, incident.title.text]] as const;
    }),
  );
  return Object.fromEntries(seen);
}

interface Opened {
  readonly recorded: StoredEvent;
  readonly openings: readonly { readonly path: string; readonly salt: string; readonly value: unknown }[];
}
interface History {
  readonly history: {
    readonly nodes: readonly unknown[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

const ROLE = ['ROLE', 'a person was stopped'];

describe('the name of a private person', () => {
  it('is seen by EDITOR and ADMIN, and by AUDITOR and the public not', async () => {
    const whom = await personNamed('Ada Testperson');
    const seen = ['Ada Testperson', 'Ada Testperson was stopped'];
    expect(await seenOf(whom)).toEqual({ public: ROLE, VIEWER: ROLE, EDITOR: seen, AUDITOR: ROLE, ADMIN: seen });
  });

  it('is seen by the public once that is decided, and no more once it is revoked', async () => {
    const whom = await personNamed('Bea Testperson');
    const seen = ['Bea Testperson', 'Bea Testperson was stopped'];
    const basis = { code: 'OFFICIALLY_NAMED' };
    const decision = { record: whom.person, fields: ['name'], basis, reason };
    const { entry } = await editor.record('decideDisclosure', decision);
    expect(await seenOf(whom)).toEqual({ public: seen, VIEWER: seen, EDITOR: seen, AUDITOR: ROLE, ADMIN: seen });
    await editor.record('revokeDisclosure', { record: whom.person, decision: entry, reason });
    expect(await seenOf(whom)).toMatchObject({ public: ROLE, VIEWER: ROLE });
  });

  it('of a minor is seen by ADMIN alone, whatever was disclosed', async () => {
    const whom = await personNamed('Cleo Testperson');
    const decision = { record: whom.person, fields: ['name'], basis: { code: 'CONSENT' }, reason };
    await editor.record('decideDisclosure', decision);
    await editor.record('restrictPersonalData', { record: whom.person, fields: ['name'], ground: 'MINOR', reason });
    const minor = ['MINOR', 'a person was stopped'];
    const seen = ['Cleo Testperson', 'Cleo Testperson was stopped'];
    expect(await seenOf(whom)).toEqual({ public: minor, VIEWER: minor, EDITOR: minor, AUDITOR: minor, ADMIN: seen });
  });

  it('of a minor is not disclosed: the decision would change nothing', async () => {
    const whom = await personNamed('Cleo Testperson', { minor: 'YES' });
    const decision = { record: whom.person, fields: ['name'], basis: { code: 'CONSENT' }, reason };
    expect(await editor.attempt('decideDisclosure', decision)).toMatchObject({
      code: 'NOT_ALLOWED',
      message: expect.stringContaining('on record as a minor'),
    });
    expect(await seenOf(whom)).toMatchObject({ public: ['MINOR', expect.any(String)] });
  });

  it('is kept back where it is restricted, and the reason is told', async () => {
    const whom = await personNamed('Dora Testperson');
    const restricted = { record: whom.person, fields: ['name'], ground: 'SAFETY', reason };
    const { entry } = await editor.record('restrictPersonalData', restricted);
    expect(await seenOf(whom)).toMatchObject({ public: ['SAFETY', expect.any(String)] });
    await editor.record('liftRestriction', { record: whom.person, restriction: entry, reason });
    expect(await seenOf(whom)).toMatchObject({ public: ROLE });
  });

  it('is told to follow the policy of today in views of the past', async () => {
    const whom = await personNamed('Elsa Testperson');
    const before = await readIndex(editor.client);
    const decision = { record: whom.person, fields: ['name'], basis: { code: 'CONSENT' }, reason };
    await editor.record('decideDisclosure', decision);
    expect(await seenOf(whom, before)).toMatchObject({ public: ['Elsa Testperson', expect.any(String)] });
  });
});

describe('a search for a name', () => {
  it('finds the person for who may see the name, and for nobody else', async () => {
    const { person } = await personNamed('Mara Testperson-Quill');
    const query = '{ peopleNamed(name: "quill mara") { id } }';
    const found = await Promise.all(
      Object.entries(readers).map(async ([reader, client]) => [reader, await client.ask<unknown>(query)] as const),
    );
    const [known, none] = [{ peopleNamed: [{ id: person }] }, { peopleNamed: [] }];
    const expected = { public: none, VIEWER: none, EDITOR: known, AUDITOR: none, ADMIN: known };
    expect(Object.fromEntries(found)).toEqual(expected);
  });
});

describe('what opens a sealed value', () => {
  it('is given with the history to who may see the value, and to nobody else', async () => {
    const { person } = await personNamed('Pia Testperson');
    const query = `query ($person: ID!) {
      history(record: $person, first: 100) { nodes { recorded openings { path subject field salt value } } }
    }`;
    const opened = async (client: GraphQLClient) => {
      const { history } = await client.ask<{ history: { nodes: readonly Opened[] } }>(query, { person });
      return history.nodes.flatMap(({ recorded, openings }) =>
        openings.map(({ salt, ...opening }) => {
          const [sealed] = recorded.sealed!.filter(({ path }) => path === opening.path);
          expect(commitment(recorded.id, opening.path, salt, opening.value)).toBe(sealed!.commitment);
          return opening;
        }),
      );
    };
    const seen = [{ path: '/data/name/full', subject: person, field: 'name', value: 'Pia Testperson' }];
    const found = await Promise.all(Object.entries(readers).map(async ([who, client]) => [who, await opened(client)]));
    expect(Object.fromEntries(found)).toEqual({ public: [], VIEWER: [], EDITOR: seen, AUDITOR: [], ADMIN: seen });
  });
});

describe('the name of a public official', () => {
  const NAME = 'query ($id: ID!) { person(id: $id) { term { edtf } name { __typename } } }';

  it.each([
    ['public where they acted within their term', '2022-01-03/..', 'Disclosed'],
    ['as private as that of anybody else after it', '2010/2014', 'Withheld'],
  ])('is %s', async (_, edtf, expected) => {
    const office = { office: 'Mayor', term: { edtf, zone: ZONE } };
    const official = idOf(await editor.record('registerPerson', { kind: 'PUBLIC_OFFICIAL', ...office, reason }));
    await editor.record('describePerson', { record: official, name: { full: 'Gil Testofficial' }, ...because() });
    const part = { record: room.incident, person: official, role: 'WITNESS', minor: 'NO' };
    await editor.record('recordPersonInvolved', { ...part, ...because() });
    expect(await readers.public.ask(NAME, { id: official })).toEqual({
      person: { term: { edtf }, name: { __typename: expected } },
    });
  });

  it('is public, without a decision', async () => {
    const official = idOf(await editor.record('registerPerson', { kind: 'PUBLIC_OFFICIAL', office: 'Mayor', reason }));
    await editor.record('describePerson', { record: official, name: { full: 'Fay Testofficial' }, ...because() });
    const issuer = { person: official, office: 'Mayor' };
    const statement = { issuer, summary: 'It was so.', incidents: [room.incident], ...because() };
    await editor.record('issueStatement', statement);
    const query = 'query ($id: ID!) { person(id: $id) { name { ... on Disclosed { value } } } }';
    expect(await readers.public.ask(query, { id: official })).toEqual({
      person: { name: { value: 'Fay Testofficial' } },
    });
  });
});

/** Erases fields of a person, as a request that was granted. */
async function erase(person: string, scope: object): Promise<RecordedOutcome> {
  const admin = administratorOf(server);
  const request = await editor.record('requestErasure', { record: person, ...scope, by: 'SUBJECT', reason });
  await admin.record('decideErasure', { record: person, request: request.entry, outcome: 'GRANTED', reason });
  const basis = { code: 'SUBJECT_REQUEST' };
  return admin.record('erasePersonalData', { record: person, ...scope, basis, reason });
}

describe('an erasure', () => {
  const erased = ['Erased: SUBJECT_REQUEST', '[erased] was stopped'];
  const forAll = { public: erased, VIEWER: erased, EDITOR: erased, AUDITOR: erased, ADMIN: erased };

  it('holds for every reader, now and in every view of the past', async () => {
    const whom = await personNamed('Gina Testperson');
    const before = await readIndex(editor.client);
    await erase(whom.person, { fields: ['name'] });
    await eventually(async () => expect(await seenOf(whom)).toEqual(forAll));
    expect(await seenOf(whom, before)).toEqual(forAll);
  });

  it('lists the exports that were made earlier and hold the person, each with who has to be told', async () => {
    const [whom, other] = [await personNamed('Nora Testperson'), await personNamed('Olga Testperson')];
    const custodian = await someone(server, 'AUDITOR');
    const given = (n: number, recipient: string, more: object) => ({
      exportId: `00000000-0000-5000-8000-00000000000${n}`,
      format: 'onrecord.export/1',
      upTo: n === 4 ? 0 : 1_000_000,
      sha256: 'c'.repeat(64),
      personal: 'NONE',
      recipient,
      ...more,
    });
    const ofCase = { incidents: [whom.incident], records: [whom.incident, whom.person] };
    const first = await custodian.record('recordExport', given(1, 'An archive', ofCase));
    await custodian.record('recordExport', given(2, 'A court', { personal: 'AS_DISCLOSED' }));
    await custodian.record('recordExport', given(3, 'A stranger', { ...ofCase, records: [other.person] }));
    await custodian.record('recordExport', given(4, 'Too early', {}));
    // The same export is the same command; nobody records its id a second time.
    expect(await custodian.record('recordExport', given(1, 'An archive', ofCase))).toMatchObject({
      entry: first.entry,
      repeated: true,
    });
    const again = await administratorOf(server).attempt('recordExport', given(1, 'An archive', ofCase));
    expect(again).toMatchObject({ code: 'DUPLICATE_ITEM', path: ['input', 'exportId'] });
    await expect(editor.attempt('recordExport', given(5, 'A friend', {}))).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const before = await readIndex(editor.client);

    const { entry, warnings } = await erase(whom.person, { fields: ['name'] });
    const message = expect.stringContaining('tell An archive, A court.');
    expect(warnings).toEqual([expect.objectContaining({ code: 'EXPORTED_EARLIER', message })]);
    await custodian.record('recordExport', given(6, 'Too late', ofCase));
    const listed = [
      { recipient: 'An archive', personal: 'NONE', incidents: [whom.incident] },
      { recipient: 'A court', personal: 'AS_DISCLOSED', incidents: null },
    ];
    const query = `query ($person: ID!, $from: SafeInt!) {
      person(id: $person) { erasures { entry exports { recipient personal incidents } } }
      erasedSince(from: { index: $from }) { nodes { exports { recipient personal incidents } } }
      log: node(id: "log") { ... on Log { exports { exportId } } }
    }`;
    expect(await readers.AUDITOR.ask(query, { person: whom.person, from: before })).toEqual({
      person: { erasures: [{ entry, exports: listed }] },
      erasedSince: { nodes: [{ exports: listed }] },
      log: { exports: [1, 2, 3, 4, 6].map((n) => ({ exportId: given(n, '', {}).exportId })) },
    });
  });

  it('of a field reaches what came before it, and not what is recorded afterwards', async () => {
    const whom = await personNamed('Hana Testperson');
    await erase(whom.person, { fields: ['name'] });
    await eventually(async () => expect(await seenOf(whom)).toEqual(forAll));
    await editor.record('describePerson', { record: whom.person, name: { full: 'Hanna Testperson' }, ...because() });
    expect(await seenOf(whom)).toMatchObject({ EDITOR: ['Hanna Testperson', 'Hanna Testperson was stopped'] });
  });

  it('of all fields leaves nothing to be recorded of that person', async () => {
    const whom = await personNamed('Ines Testperson');
    await erase(whom.person, { all: true });
    await eventually(async () => expect(await seenOf(whom)).toEqual(forAll));
    const again = { record: whom.person, name: { full: 'Ines Testperson' }, ...because() };
    expect(await editor.attempt('describePerson', again)).toMatchObject({
      code: 'SUBJECT_ERASED',
      path: ['input', 'name', 'full'],
    });
  });

  it('without a request that was granted has to be acknowledged', async () => {
    const whom = await personNamed('Jana Testperson');
    const input = { record: whom.person, fields: ['name'], basis: { code: 'COURT_ORDER' }, reason };
    expect(await administratorOf(server).attempt('erasePersonalData', input)).toMatchObject({ code: 'UNACKNOWLEDGED' });
  });
});

describe('a text that should not have been there', () => {
  it('is withheld from every reader, now and in views of the past', async () => {
    const title = 'A title that says too much';
    const reported = await editor.record('reportIncident', incidentInput(room.source, { title }));
    const incident = idOf(reported);
    const before = await readIndex(editor.client);
    const { entry: by } = await editor.record('withholdText', { entry: reported.entry, path: '/data/title', reason });
    const query = `query ($id: ID!, $of: ID!, $before: SafeInt!, $by: ID!) {
      incident(id: $id) { title { text state withheldBy } }
      record(asOf: { index: $before }) { incident(id: $id) { title { text state withheldBy } } }
      entry(id: $by) { type reason { text { text } } }
      of: entry(id: $of) { withheldTexts { path withheldBy reason { text } } }
      history(record: $id) { nodes { recorded current } }
      search(text: "says too much") { id }
      log: node(id: "log") { ... on Log { withheld { entry path reason { text } } } }
    }`;
    const withheld = { title: { text: '[withheld]', state: 'WITHHELD', withheldBy: by } };
    for (const reader of Object.values(readers)) {
      const answer = await reader.ask<object>(query, { id: incident, of: reported.entry, before, by });
      const text = { path: '/data/title', withheldBy: by, reason: { text: reason.text } };
      expect(answer).toMatchObject({ of: { withheldTexts: [text] } });
      expect(answer).toMatchObject({ entry: { type: 'TextWithheld', reason: { text: { text: reason.text } } } });
      const why = { entry: reported.entry, path: '/data/title', reason: { text: reason.text } };
      const log = { withheld: expect.arrayContaining([why]) };
      expect(answer).toMatchObject({ incident: withheld, record: { incident: withheld }, search: [], log });
      expect(JSON.stringify(answer)).not.toContain('too much');
    }
  });
});

describe('where a text would stand that was withheld', () => {
  const statement = (more: object = {}) => ({
    issuer: { described: 'A neighbour' },
    medium: { code: 'INTERVIEW' },
    summary: 'A neighbour tells what they heard',
    incidents: [room.incident],
    claims: [
      { claimId: 'a', topic: { code: 'SHOTS' }, act: 'ASSERTS', text: 'There were three shots' },
      { claimId: 'b', topic: { code: 'WARNING' }, act: 'DENIES', text: 'Nobody warned him' },
    ],
    quotes: [{ text: 'I heard it' }, { text: 'I saw it' }],
    ...because(),
    ...more,
  });

  it('each reader is told which entry withheld it, in whatever list it stands', async () => {
    const issued = await editor.record('issueStatement', statement());
    const withhold = async (path: string) =>
      (await editor.record('withholdText', { entry: issued.entry, path, reason })).entry;
    const [claim, quote] = [await withhold('/data/claims/1/text'), await withhold('/data/quotes/0/text')];
    const words = 'text { text state withheldBy }';
    const query = `query ($id: ID!) { statement(id: $id) { claims { ${words} } quotes { ${words} } } }`;
    const shown = (text: string) => ({ text: { text, state: 'SHOWN', withheldBy: null } });
    const hidden = (withheldBy: string) => ({ text: { text: '[withheld]', state: 'WITHHELD', withheldBy } });
    expect(await readers.public.ask(query, { id: idOf(issued) })).toEqual({
      statement: {
        claims: [shown('There were three shots'), hidden(claim)],
        quotes: [hidden(quote), shown('I saw it')],
      },
    });
  });

  it('of a correction too', async () => {
    const reported = await editor.record('reportIncident', incidentInput(room.source, { title: 'A title' }));
    const corrected = await editor.record('correctEntry', {
      record: idOf(reported),
      entry: reported.entry,
      replacement: {
        incidentReported: { kinds: [{ code: 'RAID' }], relevance: 'INCIDENT', title: 'A worse title' },
      },
      reason: { code: 'RECLASSIFIED', text: 'It was a raid.' },
    });
    const path = '/data/replacement/title';
    const { entry: withheldBy } = await editor.record('withholdText', { entry: corrected.entry, path, reason });
    const query = 'query ($id: ID!) { incident(id: $id) { title { text withheldBy } } }';
    expect(await readers.public.ask(query, { id: idOf(reported) })).toEqual({
      incident: { title: { text: '[withheld]', withheldBy } },
    });
  });
});

describe('personal data', () => {
  it('is in no answer that the public gets, whatever it asks for', async () => {
    const whom = await personNamed('Karla Testperson');
    const query = `query ($after: String) {
      history(first: 100, after: $after) { nodes { recorded current } pageInfo { hasNextPage endCursor } }
    }`;
    let after: string | null = null;
    let whole = '';
    do {
      const { history }: History = await readers.public.ask(query, { after });
      whole += JSON.stringify(history.nodes);
      after = history.pageInfo.hasNextPage ? history.pageInfo.endCursor : null;
    } while (after);
    const rest = await readers.public.ask(
      `query ($incident: ID!) {
        incident(id: $incident) { timeline(first: 50) { nodes { data headline { text } } } people { person { described { value { __typename } } } } }
        search(text: "Karla") { id }
        people(filter: { text: "Karla" }) { totalCount nodes { id } }
      }`,
      { incident: whom.incident },
    );
    expect(whole).toContain(whom.described);
    expect(whole + JSON.stringify(rest)).not.toContain('Karla');
    expect(rest).toMatchObject({ search: [], people: { totalCount: 0 } });
  });

  it('is in the clear in no file and in no line of the log', async () => {
    await personNamed('Lena Testperson');
    const files = (await readdir(folder.path, { recursive: true, withFileTypes: true })).filter((file) =>
      file.isFile(),
    );
    const holding: string[] = [];
    for (const { name, parentPath } of files) {
      if ((await readFile(join(parentPath, name))).includes('Testperson')) holding.push(name);
    }
    expect(files.length).toBeGreaterThan(2);
    expect(holding).toEqual([]);
    expect(server.log()).not.toBe('');
    expect(server.log()).not.toContain('Testperson');
  });
});
