import '../support/patience.js';
import { readFile } from 'node:fs/promises';
import { leafOf } from '#catalogue';
import type { StoredEvent } from '#domain';
import { GraphQLClient } from '../../apps/demo/src/loading/graphql.client.js';
import { AFTERMATH } from '../../apps/demo/src/minneapolis/aftermath/index.js';
import { departmentOnShooting, nationality } from '../../apps/demo/src/minneapolis/article/department.js';
import { killing } from '../../apps/demo/src/minneapolis/article/killing.js';
import { shooting } from '../../apps/demo/src/minneapolis/article/shooting.js';
import { shotMan } from '../../apps/demo/src/minneapolis/cast/persons.js';
import { administratorOf } from '../support/actors.js';
import { eventually } from '../support/eventually.js';
import { QUESTIONS } from './questions.js';
import { answerTo, type Story, tellTheStory } from './story.js';

let story: Story;
beforeAll(async () => {
  story = await tellTheStory();
});
afterAll(() => story.server.stop());

describe('the questions that the tracker must answer about Minneapolis', () => {
  it.each(QUESTIONS.map((question) => [question.title, question] as const))('%s', async (_, question) => {
    const { query, answer = query, variables } = question;
    expect(await story.ask(query, variables?.(story))).toEqual(await answerTo(answer));
  });

  it('3. The article gave no date, and who did had not published it yet', async () => {
    const query = `query ($incident: ID!, $day: String!) {
      record(asOf: { publicBy: $day }, zone: "America/Chicago") {
        incident(id: $incident) { occurred { edtf } sources { published { edtf } } lags { statement { minHours } } }
      }
    }`;
    const read = async (day: string) => {
      const answer = await story.editor.client.ask<{ record: { incident: unknown } }>(query, {
        incident: story.record(shooting),
        day,
      });
      return answer.record.incident;
    };
    expect(await read('2026-01-15')).toEqual({
      occurred: { edtf: 'XXXX' },
      sources: [{ published: { edtf: '2026-01-15' } }],
      lags: { statement: null },
    });
    expect(await read('2026-01-22')).toMatchObject({ occurred: { edtf: '2026-01-14T18:50~' } });
  });

  it('7. All that followed is among the differences, but for who and what was put on record for it alone', async () => {
    const ofIncidents = await Promise.all(
      [shooting, killing].map((incident) => changedEntries(story.record(incident))),
    );
    const told = new Set(ofIncidents.flat());
    expect(AFTERMATH.steps.filter((step) => !told.has(story.entry(step))).map(({ mutation }) => mutation)).toEqual([
      'recordSource',
      'registerPerson',
      'registerPerson',
    ]);
  });
});

it('what the README shows as the first query has the answer that it shows', async () => {
  const readme = await readFile(new URL('../../../README.md', import.meta.url), 'utf8');
  const [query, answer] = ['graphql', 'json'].map((kind) => readme.split('```' + kind)[1]!.split('```')[0]!);
  expect(await new GraphQLClient(story.server.url).ask(query!)).toEqual(JSON.parse(answer!));
});

async function changedEntries(incident: string): Promise<string[]> {
  const query = `query ($incident: ID!, $from: SafeInt!) {
    incident(id: $incident) { changes(from: $from) { entries { event { id } } } }
  }`;
  const { incident: asked } = await story.editor.client.ask<{
    incident: { changes: { entries: { event: { id: string } }[] } };
  }>(query, { incident, from: story.article });
  return asked.changes.entries.map(({ event }) => event.id);
}

describe("10. Erase the shot man's nationality", () => {
  const claims = (text: string) =>
    expect.arrayContaining([
      expect.objectContaining({ claimId: 'resistance', text: expect.objectContaining({ text }) }),
    ]);
  const personalData = (): Promise<unknown> =>
    story.ask('10-personal-data', {
      person: story.record(shotMan),
      statement: story.record(departmentOnShooting),
      index: story.article,
    });
  const events = async (step: typeof shotMan): Promise<StoredEvent[]> => {
    const query = 'query ($record: ID!) { history(record: $record, first: 100) { nodes { recorded } } }';
    const { history } = await story.editor.client.ask<{ history: { nodes: { recorded: StoredEvent }[] } }>(query, {
      record: story.record(step),
    });
    return history.nodes.map(({ recorded }) => recorded);
  };
  const leaves = async () => [...(await events(shotMan)), ...(await events(departmentOnShooting))].map(leafOf);

  it('it is seen until then, by an editor, and withheld from the public', async () => {
    const seen = { nationality: { __typename: 'Disclosed', value: 'Venezuela', code: 'VE' } };
    const text = 'The man, a national of Venezuela, resisted arrest.';
    const view = { person: expect.objectContaining(seen), statement: { claims: claims(text) } };
    expect(await personalData()).toMatchObject({ ...view, record: view });
  });

  it('it reads Erased now and in every view of the past, also inside the text; and the proofs still hold', async () => {
    const before = await leaves();
    const reason = { text: 'At the request of the person.' };
    const record = story.record(shotMan);
    const request = await story.editor.record('requestErasure', {
      record,
      fields: ['nationality'],
      by: 'SUBJECT',
      reason,
    });
    const administrator = administratorOf(story.server);
    await administrator.record('decideErasure', { record, request: request.entry, outcome: 'GRANTED', reason });
    const erasure = await administrator.record('erasePersonalData', {
      record,
      fields: ['nationality'],
      basis: { code: 'SUBJECT_REQUEST' },
      reason,
    });

    const erased = { __typename: 'Erased', at: '(just now)', basis: 'SUBJECT_REQUEST', entry: erasure.entry };
    const text = 'The man, a national of [erased], resisted arrest.';
    const view = { person: expect.objectContaining({ nationality: erased }), statement: { claims: claims(text) } };
    await eventually(async () => expect(await personalData()).toMatchObject({ ...view, record: view }));

    // What stands in the ledger for the events that held the value is, to the byte, what stood there before.
    const [described] = (await events(shotMan)).filter(({ id }) => id === story.entry(nationality));
    expect(described!.sealed).toEqual([
      { path: '/data/nationality/code', subject: record, commitment: expect.stringMatching(/^[\w-]{43}$/) },
    ]);
    expect((await leaves()).filter((leaf) => before.includes(leaf))).toEqual(before);
  });
});
