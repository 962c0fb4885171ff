import '../support/patience.js';
import { randomUUID } from 'node:crypto';
import { Recorder } from '../../apps/demo/src/loading/recorder.js';
import { type Someone, someone, WHY } from '../support/actors.js';
import { idOf, incidentInput, type Newsroom, newsroom } from '../support/newsroom.js';
import { type Nodes, someNodes } from '../support/nodes.js';
import type { RunningServer } from '../support/server.js';
import { overWebSocket } from '../support/subscriptions.js';
import { PersistentWriter } from './persistent-clients.js';
import { following, followLog, indexOf, present } from './log-items.js';

let nodes: Nodes;
let a: RunningServer;
let b: RunningServer;
/** One editor, by either node. */
let editor: Someone;
let atB: Recorder;
let room: Newsroom;
beforeAll(async () => {
  nodes = await someNodes();
  a = await nodes.start('a');
  b = await nodes.start('b');
  editor = await someone(a, 'EDITOR');
  atB = new Recorder(b.client(editor.token));
  room = await newsroom(editor);
});
afterAll(() => nodes.remove());

const REVISION = `query ($id: ID!) { investigation(id: $id) { entries(last: 1) { nodes { id } } } }`;
async function lastEntryAt(recorder: Recorder, cursor: string): Promise<string | undefined> {
  const { investigation } = await recorder.client
    .readingAfter(cursor)
    .ask<{ investigation: { entries: { nodes: { id: string }[] } } }>(REVISION, { id: room.investigation });
  return investigation.entries.nodes[0]?.id;
}

describe('what is written on one node', () => {
  it('is read on the other by its cursor', async () => {
    for (let round = 0; round < 10; round++) {
      const [writing, reading] = round % 2 === 0 ? [editor, atB] : [atB, editor];
      const { entry, cursor } = await writing.record('recordEvidenceAccess', room.access());
      expect(await lastEntryAt(reading, cursor!)).toBe(entry);
    }
  });

  it('is waited for by a node that has not come that far', async () => {
    // A node that is not given the processor follows nothing; its connections are taken nevertheless.
    b.signal('SIGSTOP');
    const { entry, cursor } = await editor.record('recordEvidenceAccess', room.access());
    const answer = lastEntryAt(atB, cursor!);
    b.signal('SIGCONT');
    expect(await answer).toBe(entry);
  });

  it('has the same index and the same cursor there', async () => {
    const { entry, cursor } = await editor.record('recordEvidenceAccess', room.access());
    const before = Buffer.from(cursor!, 'base64url')
      .toString()
      .replace(/:\d+:\d+$/, `:${indexOf(cursor!) - 1}:0`);
    const told = followLog(b, Buffer.from(before).toString('base64url'));
    const [item] = await told.arrived(1);
    await told.drop();
    expect(item).toEqual({ cursor, entry: { id: entry, index: indexOf(cursor!) } });
  });
});

describe('a subscription that began on one node', () => {
  it('goes on at the other from its cursor: nothing is missed, nothing is told twice', async () => {
    const begin = await present(a);
    // Both write to one record, and may be in each other's way for longer than a command is tried.
    const writers = [editor, atB].map((recorder) => new PersistentWriter(recorder));
    const write = (count: number) =>
      Promise.all(
        Array.from({ length: count }, (_, n) => writers[n % 2]!.record('recordEvidenceAccess', room.access())),
      );
    const seen: { cursor: string; entry: { id: string; index: number } }[] = [];
    const recorded: string[] = [];
    for (const node of [a, b, a, b]) {
      const subscription = followLog(node, seen.at(-1)?.cursor ?? begin);
      const writing = write(8);
      await subscription.arrived(3);
      await subscription.drop();
      seen.push(...subscription.items);
      recorded.push(...(await writing).map(({ entry }) => entry));
    }
    const rest = followLog(a, seen.at(-1)!.cursor);
    seen.push(...(await rest.arrived(recorded.length - seen.length)));
    await rest.drop();
    expect(seen.map(({ entry }) => entry.index)).toEqual(following(begin, recorded.length));
    expect(seen.map(({ entry }) => entry.id).sort()).toEqual(recorded.sort());
  });

  it('tells the changes of incidents the same, wherever it goes on', async () => {
    const CHANGES = `subscription ($after: String) {
      incidentChanges(after: $after) { cursor change entry { id index } incident { id } }
    }`;
    const begin = await present(a);
    const other = idOf(await atB.record('reportIncident', incidentInput(room.source)));
    await editor.record('addIncidentToInvestigation', {
      record: room.investigation,
      incident: other,
      occurred: { edtf: '2026-01-15', zone: 'America/Chicago' },
      sources: [{ source: room.source }],
    });
    // Two incidents change with each: a cursor may lie between them.
    for (let n = 0; n < 4; n++) await atB.record('recordEvidenceAccess', room.access());
    const whole = overWebSocket<{ cursor: string }>(a.url, CHANGES, { after: begin });
    const all = await whole.arrived(10);
    await whole.drop();
    for (const [n, { cursor }] of all.slice(0, -1).entries()) {
      const rest = overWebSocket<{ cursor: string }>(b.url, CHANGES, { after: cursor });
      expect(await rest.arrived(all.length - n - 1)).toEqual(all.slice(n + 1));
      await rest.drop();
    }
  });
});

describe('a command that both nodes get at once', () => {
  it.each([
    ['changes a record', 'recordEvidenceAccess', () => room.access()],
    ['begins one', 'reportIncident', () => incidentInput(room.source)],
    ['seals a value', 'registerActor', () => ({ kind: 'HUMAN', name: 'Ada Testperson', reason: WHY })],
  ])('is recorded once where it %s, and both give the same answer', async (_what, mutation, make) => {
    const [givers, begin] = [[editor, atB], await present(a)];
    if (mutation === 'registerActor')
      givers.splice(0, 2, ...[a, b].map((node) => new Recorder(node.client(a.adminToken))));
    const rounds = 10;
    for (let round = 0; round < rounds; round++) {
      const input = { ...make(), commandId: randomUUID() };
      const answers = await Promise.all([...givers, ...givers].map((giver) => giver.record(mutation, input)));
      expect(new Set(answers.map(({ entry }) => entry)).size).toBe(1);
      expect(new Set(answers.map(({ record }) => record?.id)).size).toBe(1);
      expect(new Set(answers.map(({ cursor }) => cursor)).size).toBe(1);
      expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
    }
    const last = await editor.record('recordEvidenceAccess', room.access());
    expect(indexOf(last.cursor!) - indexOf(begin)).toBe(rounds + 1);
  });
});
