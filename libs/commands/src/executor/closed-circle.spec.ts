import type { JsonObject } from '#domain';
import type { CommandRequest } from '#commands';
import { commandHarness, EDITOR, recorded, refusal, ZONE } from '../testing/harness.js';

type Harness = Awaited<ReturnType<typeof commandHarness>>;

let harness: Harness;
let edit: ReturnType<Harness['as']>;
let source: string;
let agencies = 0;

beforeAll(async () => {
  harness = await commandHarness();
  edit = harness.as(EDITOR, 'EDITOR');
  source = recorded(await edit({ type: 'SourceRecorded', data: { kind: 'WEB', publisher: 'A newspaper' } })).record;
});
afterAll(() => harness.close());

const on = (edtf: string) => ({ occurred: { edtf, zone: ZONE } });
const reason = { text: 'So.' };

async function incident(): Promise<string> {
  const data = { kinds: [{ code: 'SHOOTING' }], relevance: 'INCIDENT', title: 'A shooting' };
  return recorded(await edit({ type: 'IncidentReported', ...on('2026-01-14'), sources: [{ source }], data })).record;
}
async function agency(): Promise<string> {
  const record = `agency-us-a${++agencies}`;
  recorded(await edit({ type: 'AgencyRegistered', record, data: { name: 'An agency', jurisdiction: 'FEDERAL' } }));
  return record;
}
const decide = (type: string, record: string, data: JsonObject, code?: string) =>
  edit({ type, record, reason: code === undefined ? reason : { ...reason, code }, data });
const merge = (record: string, into: string) => decide('IncidentMerged', record, { into });
const tell = (type: string, record: string, data: JsonObject, more: Partial<CommandRequest> = {}) =>
  edit({ type, record, ...on('2026-02-01'), sources: [{ source }], data, ...more });
const under = (record: string, parent: string, when = '2026-02-01') =>
  tell('AgencyParentChanged', record, { parent }, on(when));

describe('merging incidents', () => {
  it('refuses to merge one back into what was merged into it', async () => {
    const [a, b] = [await incident(), await incident()];
    recorded(await merge(a, b));
    const refused = refusal(await merge(b, a));
    expect(refused).toMatchObject({ code: 'CYCLE', path: '/data/into', details: { chain: [b, a, b] } });
    expect(refused.message).toContain(`${b} → ${a} → ${b}`);
  });

  it('refuses it by way of others, and by way of a duplicate that was retracted', async () => {
    const [a, b, c] = [await incident(), await incident(), await incident()];
    recorded(await merge(a, b));
    recorded(await decide('RecordRetracted', b, { because: 'DUPLICATE', duplicateOf: c }));
    expect(refusal(await merge(c, a))).toMatchObject({ code: 'CYCLE', details: { chain: [c, a, b, c] } });
  });

  it('allows it once the other merge was undone, be it by another node', async () => {
    const [a, b] = [await incident(), await incident()];
    recorded(await merge(a, b));
    const undo = { type: 'IncidentUnmerged', record: a, reason, data: { from: b } };
    const elsewhere = await harness.anotherNode().execute(undo, {
      actor: EDITOR,
      roles: new Set(['EDITOR']),
      correlationId: '00000000-0000-4000-8000-00000000c0de',
    });
    recorded(elsewhere);
    recorded(await merge(b, a));
  });
});

describe('agencies', () => {
  it('refuses a parent that is below the agency, however far', async () => {
    const [a, b, c] = [await agency(), await agency(), await agency()];
    recorded(await under(a, b));
    recorded(await under(b, c));
    expect(refusal(await under(c, a))).toMatchObject({
      code: 'CYCLE',
      path: '/data/parent',
      details: { chain: [c, a, b, c] },
    });
  });

  it('takes a parent that was below it once', async () => {
    const [a, b, c] = [await agency(), await agency(), await agency()];
    recorded(await under(a, b, '2010'));
    recorded(await under(a, c, '2020'));
    recorded(await under(b, a, '2021'));
  });

  it('refuses a merger, or a succession, that leads back', async () => {
    const [a, b, c] = [await agency(), await agency(), await agency()];
    recorded(await tell('AgencyMerged', b, { into: a }));
    recorded(await tell('AgencySucceeded', a, { by: c }));
    expect(refusal(await tell('AgencyMerged', c, { into: b }))).toMatchObject({ code: 'CYCLE', path: '/data/into' });
  });

  it('refuses a correction that closes a circle, and an entry that would if it counted again', async () => {
    const [a, b, c] = [await agency(), await agency(), await agency()];
    const first = recorded(await under(a, b));
    const second = recorded(await under(b, c));
    const correct = {
      entry: second.entry,
      type: 'AgencyParentChanged',
      schema: 1,
      kept: [],
      replacement: { parent: a },
    };
    const refused = refusal(await decide('EntryCorrected', b, correct, 'NEW_INFORMATION'));
    expect(refused).toMatchObject({ code: 'CYCLE', path: '/data/entry' });
    recorded(await decide('EntryWithdrawn', a, { entry: first.entry }));
    recorded(await under(b, a));
    expect(refusal(await decide('EntryReinstated', a, { entry: first.entry }))).toMatchObject({ code: 'CYCLE' });
  });
});
