import type { LogIndex } from '#domain';
import type { IndexedEntry, RecordView } from '#read-model';
import { ENTRY, FakeRecorder, INCIDENT, SOURCE } from './testing/fake-recorder.js';
import { type MutationServer, startMutationServer } from './testing/mutation-server.js';

const PERSON = 'person-1b4e28ba-2fa1-41d2-883f-0016d3cca427';
const reason = { text: 'Asked for by the editors.' };
const occurred = { edtf: 'XXXX', zone: 'America/Chicago' };
const sources = [{ source: SOURCE, span: 'As it stands.' }];

describe('what each kind of mutation records', () => {
  let recorder: FakeRecorder;
  let server: MutationServer;

  beforeAll(async () => {
    server = await startMutationServer({
      recorder: { record: (...asked) => recorder.record(...asked) },
      find: async (entry) => ({ index: 41 as LogIndex, entry }) as IndexedEntry,
      snapshot: {
        log: () => [],
        records: (ids) => ids.map((id) => ({ id, revision: 3, gaps: [], state: {} }) as unknown as RecordView<never>),
      },
    });
  });
  beforeEach(() => {
    recorder = new FakeRecorder();
  });
  afterAll(() => server.stop());

  /** Runs a mutation and gives what was recorded by it. */
  async function recordedBy(mutation: string, input: object, selection = '... on Recording { entry }') {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename ${selection} } }`;
    const { data, errors } = await server.run(document, { input }, 'ADMIN');
    expect(errors).toBeUndefined();
    return { request: recorder.request, answer: data[mutation] };
  }

  it('a new record: without an id, and with everything at the top of the input', async () => {
    const content = {
      kinds: [{ code: 'SHOOTING', raw: { scheme: 'as reported', value: 'shooting' } }],
      relevance: 'INCIDENT',
      title: 'A shooting',
      places: [{ text: 'Minneapolis', country: 'US', zone: 'America/Chicago', precision: 'LOCALITY' }],
      count: { min: 1, max: 2, qualifier: 'ABOUT', of: 'shots' },
    };
    const { request } = await recordedBy('reportIncident', { ...content, occurred, sources });
    expect(request).toEqual({ type: 'IncidentReported', occurred, sources, data: content });
  });

  it('a record that may exist: with its id, or without', async () => {
    const content = {
      incidents: [INCIDENT],
      kind: { code: 'CRIMINAL' },
      of: [{ described: { text: 'the officers' } }],
    };
    const record = 'investigation-1b4e28ba-2fa1-41d2-883f-0016d3cca427';
    const data = { ...content, of: [{ described: 'the officers' }] };
    expect((await recordedBy('openInvestigation', { ...content, occurred, sources })).request).not.toHaveProperty(
      'record',
    );
    recorder = new FakeRecorder();
    const { request } = await recordedBy('openInvestigation', { ...content, record, occurred, sources });
    expect(request).toEqual({ type: 'InvestigationOpened', record, occurred, sources, data });
  });

  it('an agency: under the id that the caller gives it, on no other ground', async () => {
    const input = { record: 'agency-us-dhs-ice', name: 'Immigration and Customs Enforcement', jurisdiction: 'FEDERAL' };
    const { request, answer } = await recordedBy('registerAgency', input);
    const { record, ...data } = input;
    expect(request).toEqual({ type: 'AgencyRegistered', record, data });
    expect(answer.__typename).toBe('AgencyRecorded');
  });

  it('a decision: with its reason', async () => {
    const { request } = await recordedBy('erasePersonalData', {
      record: PERSON,
      all: true,
      basis: { code: 'REQUEST' },
      reason,
    });
    const data = { all: true, basis: { code: 'REQUEST' } };
    expect(request).toEqual({ type: 'PersonalDataErased', record: PERSON, reason, data });
  });

  it('an assessment: on exactly one ground', async () => {
    const by = { finding: { investigation: 'investigation-1b4e28ba-2fa1-41d2-883f-0016d3cca427', entry: ENTRY } };
    const record = 'statement-1b4e28ba-2fa1-41d2-883f-0016d3cca427';
    const input = { record, claimId: 'c1', assessment: 'CONTRADICTS', by, occurred, sources };
    const { request } = await recordedBy('assessClaim', input);
    expect(request.data).toEqual({ claimId: 'c1', assessment: 'CONTRADICTS', by });
  });

  it('something about the log: without naming it', async () => {
    const { request } = await recordedBy('withholdText', { entry: ENTRY, path: '/data/title' });
    expect(request).toEqual({ type: 'TextWithheld', record: 'log', data: { entry: ENTRY, path: '/data/title' } });
  });

  it('something about any record: and answers with that record, whatever it is', async () => {
    const input = { record: INCIDENT, checked: [{ what: 'The docket.' }], reason };
    const selection = '... on Recorded { record { __typename id revision } }';
    const { request, answer } = await recordedBy('confirmStatus', input, selection);
    expect(request).toEqual({ type: 'StatusConfirmed', record: INCIDENT, reason, data: { checked: input.checked } });
    expect(answer).toEqual({ __typename: 'Recorded', record: { __typename: 'Incident', id: INCIDENT, revision: 3 } });
  });
});
