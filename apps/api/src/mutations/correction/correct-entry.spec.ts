import { ENTRY, FakeRecorder, INCIDENT, refused, SOURCE } from '../testing/fake-recorder.js';
import { type MutationServer, startMutationServer } from '../testing/mutation-server.js';

const CORRECT = `mutation ($input: CorrectEntryInput!) { correctEntry(input: $input) {
  __typename
  ... on Recording { entry }
  ... on InvalidInput { problems { path } }
} }`;
const given = {
  record: INCIDENT,
  entry: ENTRY,
  reason: { code: 'NEW_INFORMATION', text: 'The footage was released.' },
};
const force = { forceReported: { type: { code: 'FIREARM' }, manner: 'DISCHARGED_MISSED' } };

describe('correcting an entry', () => {
  let recorder: FakeRecorder;
  let server: MutationServer;

  beforeAll(async () => {
    server = await startMutationServer({ recorder: { record: (...asked) => recorder.record(...asked) } });
  });
  beforeEach(() => {
    recorder = new FakeRecorder();
  });
  afterAll(() => server.stop());

  it('takes type and schema from the kind of fact that was chosen', async () => {
    const { data } = await server.run(CORRECT, { input: { ...given, replacement: force } });
    expect(data.correctEntry).toEqual({ __typename: 'Recorded', entry: ENTRY });
    expect(recorder.request).toEqual({
      type: 'EntryCorrected',
      record: INCIDENT,
      reason: given.reason,
      data: { entry: ENTRY, type: 'ForceReported', schema: 1, replacement: force.forceReported, kept: [] },
    });
  });

  it('keeps apart what replaces the envelope of the entry and the envelope of the correction', async () => {
    const at = (edtf: string) => ({ edtf, zone: 'America/Chicago' });
    const input = {
      ...given,
      replacement: force,
      occurred: at('2026-02-01'),
      attribution: { voice: 'EXHIBIT' },
      sources: [{ source: SOURCE, locator: 'p. 1' }],
      replacementOccurred: at('2026-01-14T18:30'),
      replacementAttribution: { voice: 'SOURCE' },
      replacementSources: [{ source: SOURCE, locator: 'p. 2' }],
    };
    await server.run(CORRECT, { input });
    expect(recorder.request).toMatchObject({
      occurred: at('2026-02-01'),
      attribution: { kind: 'EXHIBIT' },
      sources: [{ source: SOURCE, locator: 'p. 1' }],
      data: {
        occurred: at('2026-01-14T18:30'),
        attribution: { kind: 'SOURCE' },
        sources: [{ source: SOURCE, locator: 'p. 2' }],
      },
    });
  });

  it('leaves out the personal values that are kept', async () => {
    const replacement = {
      personDescribed: { nationality: { code: null }, name: { attribution: { voice: 'SOURCE' } } },
    };
    await server.run(CORRECT, {
      input: { ...given, replacement, kept: ['/data/name/full', '/data/nationality/code'] },
    });
    expect(recorder.request.data).toMatchObject({
      type: 'PersonDescribed',
      kept: ['/data/name/full', '/data/nationality/code'],
      replacement: { nationality: {}, name: { attribution: { kind: 'SOURCE' } } },
    });
  });

  it('names a wrong value by the place that it has in the replacement', async () => {
    const problem = (path: string) => ({ path, expected: 'something else' });
    recorder.answer = () =>
      refused({
        code: 'INVALID_INPUT',
        message: 'Wrong.',
        problems: [problem('/data/replacement/type/code'), problem('/data/occurred/edtf'), problem('/occurred/edtf')],
      });
    const occurred = { edtf: 'yesterday', zone: 'UTC' };
    const input = { ...given, replacement: force, occurred, replacementOccurred: occurred };
    expect((await server.run(CORRECT, { input })).data.correctEntry.problems).toEqual([
      { path: ['input', 'replacement', 'forceReported', 'type', 'code'] },
      { path: ['input', 'replacementOccurred', 'edtf'] },
      { path: ['input', 'occurred', 'edtf'] },
    ]);
  });

  it('needs exactly one replacement', async () => {
    const two = { ...force, agencyRenamed: { name: 'ICE' } };
    for (const replacement of [two, {}, { registerAgency: {} }]) {
      const { errors } = await server.run(CORRECT, { input: { ...given, replacement } });
      expect(errors?.[0]?.message).toMatch(/ReplacementInput/);
    }
    expect(recorder.requests).toEqual([]);
  });

  it('needs a reason', async () => {
    const { errors } = await server.run(CORRECT, { input: { ...given, replacement: force, reason: null } });
    expect(errors?.[0]?.message).toMatch(/reason/);
  });
});
