import '../support/patience.js';
import type { GraphQLClient } from '../../apps/demo/src/loading/graphql.client.js';
import { administratorOf, type Someone, someone } from '../support/actors.js';
import { idOf, incidentInput, type Newsroom, newsroom, on } from '../support/newsroom.js';
import { type RunningServer, startFreshServer } from '../support/server.js';

let server: RunningServer;
let room: Newsroom;
let editor: Someone;
beforeAll(async () => {
  server = await startFreshServer();
  editor = await someone(server, 'EDITOR');
  room = await newsroom(editor);
});
afterAll(() => server.stop());

const reason = { text: 'It was decided so.' };
const because = () => ({ occurred: on('2026-01-14'), sources: [{ source: room.source }] });

const NAMED = `query ($id: ID!) { person(id: $id) { namedInTexts {
  texts { entry path record type match words text { text } }
  truncated next
} } }`;
interface Named {
  readonly person: {
    readonly namedInTexts: {
      readonly texts: readonly { readonly entry: string; readonly path: string; readonly record: string }[];
      readonly truncated: boolean;
      readonly next: number | null;
    } | null;
  };
}
const namedIn = async (client: GraphQLClient, id: string) =>
  (await client.ask<Named>(NAMED, { id })).person.namedInTexts;
const placesOf = (found: Awaited<ReturnType<typeof namedIn>>) =>
  found?.texts.map(({ entry, path, record }) => ({ entry, path, record }));

/** An incident and a statement about it that name somebody of whom nobody has heard before. */
async function namedBefore(name: string) {
  const narrative = `Officers stopped ${name} at the corner.`;
  const reported = await editor.record('reportIncident', incidentInput(room.source, { narrative }));
  const incident = idOf(reported);
  const issuer = { onBehalfOf: room.agency };
  const quotes = [{ text: 'It was so.' }, { text: `We looked for ${name.toUpperCase()}.` }];
  const statement = { issuer, summary: 'It was so.', quotes, incidents: [incident], ...because() };
  const said = await editor.record('issueStatement', statement);
  const person = idOf(await editor.record('registerPerson', { kind: 'PRIVATE', reason }));
  const texts = [
    { entry: reported.entry, path: '/data/narrative', record: incident },
    { entry: said.entry, path: '/data/quotes/1/text', record: idOf(said) },
  ];
  return { incident, person, texts };
}
const involve = (incident: string, person: string, minor = 'NO') =>
  editor.record('recordPersonInvolved', { record: incident, person, role: 'SUBJECT', minor, ...because() });
const describePerson = (person: string, full: string) =>
  editor.record('describePerson', { record: person, name: { full }, ...because() });

describe('a name that is sealed after texts that hold it', () => {
  it('is found in them once the person is linked, and no more once they are withheld', async () => {
    const { incident, person, texts } = await namedBefore('Ada Testperson');
    expect((await describePerson(person, 'Ada M. Testperson')).warnings).toEqual([]);
    expect(await namedIn(editor.client, person)).toEqual({ texts: [], truncated: false, next: null });

    const { warnings } = await involve(incident, person);
    expect(warnings).toMatchObject([{ code: 'NAME_IN_EARLIER_TEXT', message: expect.stringContaining(person) }]);
    expect(warnings[0]?.message).toMatch(/^2 of the texts on record name /);
    const found = await namedIn(editor.client, person);
    expect(placesOf(found)).toEqual(texts);
    expect(found?.texts).toMatchObject([
      { match: 'NAME', words: ['Ada Testperson'], text: { text: 'Officers stopped Ada Testperson at the corner.' } },
      { match: 'NAME', words: ['ADA TESTPERSON'], type: 'StatementIssued' },
    ]);

    for (const { entry, path } of texts) await editor.record('withholdText', { entry, path, reason });
    expect(await namedIn(editor.client, person)).toEqual({ texts: [], truncated: false, next: null });
  });

  it('is warned of when it is sealed, where the person has a part in the incident already', async () => {
    const { incident, person, texts } = await namedBefore('Bea Testperson');
    expect((await involve(incident, person)).warnings).toEqual([]);
    expect(await namedIn(editor.client, person)).toBeNull();
    const { warnings } = await describePerson(person, 'Bea Testperson');
    expect(warnings.map(({ code }) => code)).toEqual(['NAME_IN_EARLIER_TEXT']);
    expect(placesOf(await namedIn(editor.client, person))).toEqual(texts);
  });

  it('is found in a text that was corrected since, and in the correction that repeats it', async () => {
    const { incident, person, texts } = await namedBefore('Cleo Testperson');
    const { entry } = await editor.record('correctEntry', {
      record: incident,
      entry: texts[0]!.entry,
      replacement: {
        incidentReported: {
          kinds: [{ code: 'SHOOTING' }],
          relevance: 'INCIDENT',
          title: 'A shooting',
          narrative: 'Officers stopped a driver, Cleo Testperson.',
        },
      },
      reason: { code: 'NEW_INFORMATION', text: 'It was told better.' },
      ...because(),
    });
    await describePerson(person, 'Cleo Testperson');
    await involve(incident, person);
    const correction = { entry, path: '/data/replacement/narrative', record: incident };
    expect(placesOf(await namedIn(editor.client, person))).toEqual([...texts, correction]);
    await editor.record('withholdText', { entry, path: correction.path, reason });
    expect(placesOf(await namedIn(editor.client, person))).toEqual(texts);
  });

  it('is listed for EDITOR and ADMIN, and for nobody else; that of a minor for ADMIN alone', async () => {
    const readers = {
      public: server.client(),
      VIEWER: (await someone(server, 'VIEWER')).client,
      AUDITOR: (await someone(server, 'AUDITOR')).client,
      EDITOR: editor.client,
      ADMIN: administratorOf(server).client,
    };
    const seenOf = async (person: string) =>
      Object.fromEntries(
        await Promise.all(
          Object.entries(readers).map(async ([who, client]) => [who, (await namedIn(client, person))?.texts.length]),
        ),
      );
    const adult = await namedBefore('Dora Testperson');
    await describePerson(adult.person, 'Dora Testperson');
    await involve(adult.incident, adult.person);
    expect(await seenOf(adult.person)).toEqual({ EDITOR: 2, ADMIN: 2 });

    const minor = await namedBefore('Elsa Testperson');
    await describePerson(minor.person, 'Elsa Testperson');
    expect((await involve(minor.incident, minor.person, 'YES')).warnings).toEqual([]);
    expect(await seenOf(minor.person)).toEqual({ ADMIN: 2 });
  });
});
