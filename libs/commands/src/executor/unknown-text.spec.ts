import { commandHarness, context, EDITOR, recorded, refusal, ZONE } from '../testing/harness.js';

type Harness = Awaited<ReturnType<typeof commandHarness>>;

let harness: Harness;
let edit: ReturnType<Harness['as']>;
let source: string;

const occurred = { edtf: '2026-01-14', zone: ZONE };
const data = { kinds: [{ code: 'SHOOTING' }], relevance: 'INCIDENT', title: 'A shooting', narrative: 'It was so.' };

beforeAll(async () => {
  harness = await commandHarness();
  edit = harness.as(EDITOR, 'EDITOR');
  source = recorded(await edit({ type: 'SourceRecorded', data: { kind: 'WEB', publisher: 'A newspaper' } })).record;
});
afterAll(() => harness.close());

async function reported() {
  const request = {
    type: 'IncidentReported',
    occurred,
    sources: [{ source, locator: 'page 3' }],
    data,
  };
  const { entry, record } = recorded(await edit(request));
  harness.locate(entry, record, 0);
  return { entry, record };
}
const withhold = (entry: string, path: string) =>
  edit({ type: 'TextWithheld', record: 'log', reason: { text: 'It should not be there.' }, data: { entry, path } });

describe('withholding', () => {
  beforeAll(() => harness.openLog());

  it.each(['/data/title', '/sources/0/locator'])('takes a text of the entry: %s', async (path) => {
    const { entry } = await reported();
    expect(recorded(await withhold(entry, path)).event.data).toEqual({ entry, path });
  });

  it('takes a text of what a correction put in the place of another', async () => {
    const { entry, record } = await reported();
    const correction = recorded(
      await edit({
        type: 'EntryCorrected',
        record,
        reason: { code: 'NEW_INFORMATION', text: 'It was known later.' },
        data: { entry, type: 'IncidentReported', schema: 1, kept: [], replacement: { ...data, title: 'Another' } },
      }),
    );
    harness.locate(correction.entry, record, 1);
    recorded(await withhold(correction.entry, '/data/replacement/title'));
    expect(refusal(await withhold(correction.entry, '/data/title'))).toMatchObject({ code: 'UNKNOWN_ITEM' });
  });

  it.each(['/data/kinds/0/code', '/data/relevance', '/sources/0/source', '/data/nope', '/data/places/0/text'])(
    'refuses what is no text of the entry: %s',
    async (path) => {
      const { entry } = await reported();
      const refused = refusal(await withhold(entry, path));
      expect(refused).toMatchObject({
        code: 'UNKNOWN_ITEM',
        path: '/data/path',
        details: { known: ['/data/narrative', '/data/title', '/sources/0/locator'] },
      });
      expect(refused.message).toContain('/data/title');
    },
  );

  it('refuses it for an ADMIN too', async () => {
    const { entry } = await reported();
    const request = {
      type: 'TextWithheld',
      record: 'log',
      reason: { text: 'So.' },
      data: { entry, path: '/data/relevance' },
    };
    expect(refusal(await harness.executor.execute(request, context(EDITOR, 'ADMIN'))).code).toBe('UNKNOWN_ITEM');
  });
});
