import { LogUnavailableError } from '#event-store';
import { VaultUnavailableError } from '#vault';
import { ForbiddenCommandError } from '#commands';
import type { IndexedEntry } from '#read-model';
import { AFTER_ENTRY, decodeCursor } from '../cursor/cursor.js';
import { ENTRY, FakeRecorder, INCIDENT, recorded, refused, SOURCE } from './testing/fake-recorder.js';
import { ACTOR, LOG_ID, type MutationServer, startMutationServer } from './testing/mutation-server.js';

const found = { index: 41, entry: ENTRY, record: INCIDENT, revision: 3 } as unknown as IndexedEntry;
const envelope = { occurred: { edtf: '2026-01-14', zone: 'America/Chicago' }, sources: [{ source: SOURCE }] };
const force = { record: INCIDENT, type: { code: 'FIREARM' }, manner: 'DISCHARGED_HIT', ...envelope };

const REPORT_FORCE = `mutation ($input: ReportForceInput!) { reportForce(input: $input) {
  __typename
  ... on Recording { entry revision cursor repeated warnings { code message path details { key values } } }
  ... on IncidentRecorded { record { id } }
  ... on Refusal { code message path }
  ... on InvalidInput { problems { path expected actual } }
  ... on Conflict { expectedRevision actualRevision }
  ... on Unacknowledged { warnings { code path details { key values } } }
  ... on RuleBroken { details { key values } }
} }`;

describe('a mutation', () => {
  let recorder: FakeRecorder;
  let server: MutationServer;
  let find: (entry: string) => Promise<IndexedEntry | undefined>;

  beforeAll(async () => {
    server = await startMutationServer({
      recorder: { record: (request, context) => recorder.record(request, context) },
      find: (entry) => find(entry),
    });
  });
  beforeEach(() => {
    recorder = new FakeRecorder();
    find = async () => undefined;
  });
  afterAll(() => server.stop());

  const reportForce = (input: object, role?: 'EDITOR' | 'VIEWER' | 'none') =>
    server.run(REPORT_FORCE, { input: { ...force, ...input } }, role);

  it('records what was said, as the actor who is authenticated', async () => {
    const by = {
      described: { text: 'officers', role: 'OFFICER', count: { value: 2, qualifier: 'EXACT', of: 'people' } },
    };
    const commandId = '0f8fad5b-d9cb-469f-a165-70867728950e';
    await reportForce({
      by,
      against: { agency: 'agency-us-dhs-ice' },
      commandId,
      expectedRevision: 2,
      acknowledge: ['SEQUENCE'],
    });
    expect(recorder.request).toEqual({
      type: 'ForceReported',
      record: INCIDENT,
      commandId,
      expectedRevision: 2,
      acknowledge: ['SEQUENCE'],
      ...envelope,
      data: {
        type: { code: 'FIREARM' },
        manner: 'DISCHARGED_HIT',
        by: { described: 'officers', role: 'OFFICER', count: { value: 2, qualifier: 'EXACT', of: 'people' } },
        against: { agency: 'agency-us-dhs-ice' },
      },
    });
    expect(recorder.contexts[0]).toMatchObject({
      actor: ACTOR,
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('takes null for absent', async () => {
    await reportForce({
      by: null,
      count: null,
      attribution: null,
      commandId: null,
      type: { code: 'FIREARM', raw: null },
    });
    expect(recorder.request).toEqual({
      type: 'ForceReported',
      record: INCIDENT,
      ...envelope,
      data: { type: { code: 'FIREARM' }, manner: 'DISCHARGED_HIT' },
    });
  });

  it('answers with entry, revision and a cursor from which to go on', async () => {
    find = async () => found;
    const { data } = await reportForce({});
    expect(data.reportForce).toMatchObject({
      __typename: 'IncidentRecorded',
      entry: ENTRY,
      revision: 3,
      repeated: false,
    });
    expect(decodeCursor(data.reportForce.cursor, LOG_ID)).toEqual({ logId: LOG_ID, index: 41, sub: AFTER_ENTRY });
  });

  it('answers with neither record nor cursor where the read model is not there in time: the write stands', async () => {
    const { data, errors } = await reportForce({});
    expect(errors).toBeUndefined();
    expect(data.reportForce).toMatchObject({ entry: ENTRY, record: null, cursor: null });
  });

  it('stands even if reading it back fails', async () => {
    find = async () => {
      throw new Error('disk gone');
    };
    const { data, errors } = await reportForce({});
    expect(errors).toBeUndefined();
    expect(data.reportForce).toMatchObject({ entry: ENTRY, record: null, cursor: null });
    expect(server.log.some((line) => line.includes('could not be read back'))).toBe(true);
  });

  it('says that it had been recorded before', async () => {
    recorder.answer = (request) => recorded(request, { repeated: true });
    expect((await reportForce({})).data.reportForce.repeated).toBe(true);
  });

  it('shows the warnings that were accepted', async () => {
    const warning = {
      code: 'POSSIBLE_NAME',
      message: 'A word.',
      path: '/sources/0/span',
      details: { word: 'good' },
    } as const;
    recorder.answer = (request) => recorded(request, { warnings: [warning] });
    expect((await reportForce({})).data.reportForce.warnings).toEqual([
      {
        code: 'POSSIBLE_NAME',
        message: 'A word.',
        path: ['input', 'sources', '0', 'span'],
        details: [{ key: 'word', values: ['good'] }],
      },
    ]);
  });

  describe('that is refused', () => {
    it('lists each wrong value under the path at which the caller wrote it', async () => {
      recorder.answer = () =>
        refused({
          code: 'INVALID_INPUT',
          message: 'Two values.',
          problems: [
            { path: '/data/type/code', expected: 'a code of the vocabulary ForceType', actual: 'FIREARM' },
            { path: '/data/by/described', expected: 'at most 200 characters' },
            { path: '/occurred/edtf', expected: 'EDTF' },
            { path: '/attribution/claim', expected: 'a claim' },
          ],
        });
      const by = { described: { text: 'officers' } };
      const attribution = { claim: { statement: 'statement-6fa459ea-ee8a-4ca4-894e-db77e160355e', claim: 'c1' } };
      const { data } = await reportForce({ by, attribution });
      expect(data.reportForce).toEqual({
        __typename: 'InvalidInput',
        code: 'INVALID_INPUT',
        message: [
          'Not recorded: input.type.code must be a code of the vocabulary ForceType, not "FIREARM".',
          'input.by.described.text must be at most 200 characters.',
          'input.occurred.edtf must be EDTF.',
          'input.attribution.claim.claim must be a claim.',
        ].join(' '),
        path: [],
        problems: [
          { path: ['input', 'type', 'code'], expected: 'a code of the vocabulary ForceType', actual: 'FIREARM' },
          { path: ['input', 'by', 'described', 'text'], expected: 'at most 200 characters', actual: null },
          { path: ['input', 'occurred', 'edtf'], expected: 'EDTF', actual: null },
          { path: ['input', 'attribution', 'claim', 'claim'], expected: 'a claim', actual: null },
        ],
      });
      expect(recorder.request.attribution).toEqual({ kind: 'CLAIM', ...attribution.claim });
    });

    it('tells both revisions of a conflict', async () => {
      recorder.answer = () =>
        refused({ code: 'CONFLICT', message: 'It changed.', expectedRevision: 2, actualRevision: 5 });
      expect((await reportForce({})).data.reportForce).toMatchObject({
        __typename: 'Conflict',
        code: 'CONFLICT',
        expectedRevision: 2,
        actualRevision: 5,
      });
    });

    it('shows the warnings to acknowledge', async () => {
      const warning = { code: 'SEQUENCE', message: 'It does not fit.', details: { entries: ['a', 'b'] } } as const;
      recorder.answer = () => refused({ code: 'UNACKNOWLEDGED', message: 'One warning.', warnings: [warning] });
      expect((await reportForce({})).data.reportForce).toMatchObject({
        __typename: 'Unacknowledged',
        warnings: [{ code: 'SEQUENCE', path: [], details: [{ key: 'entries', values: ['a', 'b'] }] }],
      });
    });

    it('shows the actual values behind a broken rule', async () => {
      recorder.answer = () =>
        refused({
          code: 'UNKNOWN_REFERENCE',
          message: 'There is no such source.',
          path: '/sources/0/source',
          details: { given: SOURCE, count: 1, known: undefined },
        });
      expect((await reportForce({})).data.reportForce).toEqual({
        __typename: 'RuleBroken',
        code: 'UNKNOWN_REFERENCE',
        message: 'There is no such source.',
        path: ['input', 'sources', '0', 'source'],
        details: [
          { key: 'given', values: [SOURCE] },
          { key: 'count', values: ['1'] },
        ],
      });
    });
  });

  describe('fails as a whole', () => {
    it('for the public: there is no actor to record it', async () => {
      const { errors } = await reportForce({}, 'none');
      expect(errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
      expect(recorder.requests).toEqual([]);
    });

    it('for a role that is too low, naming those that would do', async () => {
      recorder.answer = () => {
        throw new ForbiddenCommandError(['EDITOR', 'ADMIN']);
      };
      const { errors } = await reportForce({}, 'VIEWER');
      expect(errors?.[0]).toMatchObject({
        message: 'This needs the role EDITOR or ADMIN.',
        extensions: { code: 'FORBIDDEN', needed: ['EDITOR', 'ADMIN'] },
      });
    });

    it.each([
      ['the log', new LogUnavailableError('/srv/secret.db', 'disk full')],
      ['the vault', new VaultUnavailableError('/srv/secret.db', 'disk full')],
    ])('while %s cannot be reached, and says that it can be repeated', async (_what, error) => {
      recorder.answer = () => {
        throw error;
      };
      const answer = await reportForce({});
      expect(answer.errors?.[0]?.extensions['code']).toBe('LOG_UNAVAILABLE');
      expect(JSON.stringify(answer)).not.toContain('secret');
    });

    it('on a defect of ours, without a word of what it was', async () => {
      recorder.answer = () => {
        throw new TypeError('cannot read /srv/secret.db');
      };
      const answer = await reportForce({});
      expect(answer.errors?.[0]?.extensions['code']).toBe('INTERNAL_SERVER_ERROR');
      expect(JSON.stringify(answer)).not.toContain('secret');
    });
  });

  describe('is not even executed', () => {
    it.each([
      [
        'two kinds of party at once',
        { by: { agency: 'agency-us-dhs-ice', described: { text: 'officers' } } },
        /PartyInput/,
      ],
      ['no kind of party', { by: {} }, /PartyInput/],
      ['a fact without sources', { sources: null }, /sources/],
      ['a fact without a time', { occurred: undefined }, /occurred/],
      ['an unknown manner', { manner: 'THROWN' }, /ForceManner/],
      ['an unknown field', { colour: 'red' }, /colour/],
    ])('with %s', async (_what, input, message) => {
      const { errors } = await reportForce(input);
      expect(errors?.[0]?.message).toMatch(message);
      expect(recorder.requests).toEqual([]);
    });
  });
});
