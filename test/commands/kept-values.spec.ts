import '../support/patience.js';
import { administratorOf, type Someone, someone } from '../support/actors.js';
import { eventually } from '../support/eventually.js';
import { idOf, type Newsroom, newsroom, on } from '../support/newsroom.js';
import { type RunningServer, startFreshServer } from '../support/server.js';

let server: RunningServer;
let editor: Someone;
let room: Newsroom;
const reason = { text: 'It was asked for.' };

beforeAll(async () => {
  server = await startFreshServer();
  editor = await someone(server, 'EDITOR');
  room = await newsroom(editor);
});
afterAll(() => server.stop());

const PERSON = `query ($id: ID!) { person(id: $id) {
  name { __typename ... on Disclosed { value } }
  age { __typename ... on Disclosed { value } }
} }`;
const read = async (id: string) => (await editor.client.ask<{ person: object }>(PERSON, { id })).person;

/** A person of 40, and how to correct what was said of them. */
async function ada() {
  const record = idOf(await editor.record('registerPerson', { kind: 'PRIVATE', reason }));
  const said = { name: { full: 'Ada Testperson' }, age: { value: 40 } };
  const { entry } = await editor.record('describePerson', {
    record,
    ...said,
    occurred: on('2026-01-14'),
    sources: [{ source: room.source }],
  });
  const correction = (personDescribed: object, kept: string[]) => ({
    record,
    entry,
    replacement: { personDescribed } as never,
    kept,
    reason: { code: 'TRANSCRIPTION_ERROR', text: 'A slip of the hand.' },
  });
  return { record, correction };
}

describe('a correction that keeps one sealed value', () => {
  it('gives another one anew; both are read, and both are erased', async () => {
    const { record, correction } = await ada();
    await editor.record('correctEntry', correction({ name: {}, age: { value: 41 } }, ['/data/name/full']));
    expect(await read(record)).toEqual({
      name: { __typename: 'Disclosed', value: 'Ada Testperson' },
      age: { __typename: 'Disclosed', value: '41' },
    });
    const admin = administratorOf(server);
    const { entry: request } = await editor.record('requestErasure', { record, all: true, by: 'SUBJECT', reason });
    await admin.record('decideErasure', { record, request, outcome: 'GRANTED', reason });
    await admin.record('erasePersonalData', { record, all: true, basis: { code: 'SUBJECT_REQUEST' }, reason });
    await eventually(async () =>
      expect(await read(record)).toEqual({ name: { __typename: 'Erased' }, age: { __typename: 'Erased' } }),
    );
  });

  it('is refused where it gives the kept value too', async () => {
    const { correction } = await ada();
    const both = correction({ name: { full: 'Ada Testerson' } }, ['/data/name/full']);
    expect(await editor.attempt('correctEntry', both)).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', 'replacement', 'personDescribed', 'name', 'full'],
      message: expect.not.stringContaining('Testerson'),
    });
  });

  it('is refused where a value that is required is neither kept nor given', async () => {
    const { correction } = await ada();
    expect(await editor.attempt('correctEntry', correction({ name: {}, age: {} }, ['/data/name/full']))).toMatchObject({
      code: 'INVALID_INPUT',
      path: ['input', 'replacement', 'personDescribed', 'age', 'value'],
      problems: [{ expected: 'given: it is required' }],
    });
  });

  it('is refused where a value is of the wrong form', async () => {
    const { correction } = await ada();
    const wrong = correction({ name: {}, age: { value: 400 } }, ['/data/name/full']);
    expect(await editor.attempt('correctEntry', wrong)).toMatchObject({
      code: 'INVALID_INPUT',
      message: 'Not recorded: input.replacement.personDescribed.age.value must be a whole number from 0 to 130.',
    });
  });

  it('is refused at the value of a person whose data was erased', async () => {
    const { record } = await ada();
    const admin = administratorOf(server);
    const { entry: request } = await editor.record('requestErasure', { record, all: true, by: 'SUBJECT', reason });
    await admin.record('decideErasure', { record, request, outcome: 'GRANTED', reason });
    await admin.record('erasePersonalData', { record, all: true, basis: { code: 'SUBJECT_REQUEST' }, reason });
    const again = { record, age: { value: 41 }, occurred: on('2026-01-14'), sources: [{ source: room.source }] };
    expect(await editor.attempt('describePerson', again)).toMatchObject({
      code: 'SUBJECT_ERASED',
      path: ['input', 'age', 'value'],
    });
  });

  it('is refused at the record that was retracted', async () => {
    const { record, correction } = await ada();
    await editor.record('retractRecord', { record, because: 'OUT_OF_SCOPE', reason });
    const late = correction({ name: {}, age: { value: 41 } }, ['/data/name/full']);
    expect(await editor.attempt('correctEntry', late)).toMatchObject({
      code: 'RECORD_RETRACTED',
      path: ['input', 'record'],
    });
  });
});
