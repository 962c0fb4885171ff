import '../support/patience.js';
import { Recorder } from '../../apps/demo/src/loading/recorder.js';
import { type Someone, someone, WHY } from '../support/actors.js';
import { eventually } from '../support/eventually.js';
import { idOf, incidentInput, type Newsroom, newsroom } from '../support/newsroom.js';
import { type Nodes, someNodes } from '../support/nodes.js';
import type { RunningServer } from '../support/server.js';

let nodes: Nodes;
afterEach(() => nodes.remove());

const EVERYTHING = `{
  cursor
  incidents(first: 100) { totalCount nodes {
    id title { text } investigationStatus { status } participation { agency { id } } timeline { nodes { id index type } }
  } }
  sources(first: 100) { totalCount nodes { id title { text } } }
  agencies { nodes { id name } }
}`;

async function writeMuch(editor: Someone, { source, access }: Newsroom): Promise<string> {
  for (let batch = 0; batch < 12; batch++) {
    await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        n % 5 === 0
          ? editor.record('reportIncident', incidentInput(source, { title: `Incident ${batch}.${n}` }))
          : editor.record('recordEvidenceAccess', access({ access: n % 2 === 0 ? 'FULL' : 'PARTIAL' })),
      ),
    );
  }
  const { cursor } = await editor.record('recordEvidenceAccess', access({ access: 'DENIED' }));
  return cursor!;
}

/** What a node answers once it has come so far, however long it takes. */
async function told(server: RunningServer, { token }: Someone, cursor: string): Promise<unknown> {
  let answer: unknown;
  await eventually(async () => {
    answer = await server.client(token).readingAfter(cursor).ask(EVERYTHING);
  });
  return answer;
}

describe('a node that was away for long', () => {
  it('comes back with what it had, catches up, and answers like the one that stayed', async () => {
    nodes = await someNodes();
    const a = await nodes.start('a');
    const b = await nodes.start('b');
    const editor = await someone(a, 'EDITOR');
    const room = await newsroom(editor);
    expect(await b.stop()).toBe(0);
    const cursor = await writeMuch(editor, room);
    const back = await nodes.start('b');
    expect(await told(back, editor, cursor)).toEqual(await told(a, editor, cursor));
    // It writes too, on what the others have written.
    const incident = idOf(
      await new Recorder(back.client(editor.token)).record('reportIncident', incidentInput(room.source)),
    );
    expect(incident).toMatch(/^incident-/);
  });
});

describe('a node with an empty disk', () => {
  it('fills itself from the log, and answers like the others', async () => {
    nodes = await someNodes();
    const a = await nodes.start('a');
    const editor = await someone(a, 'EDITOR');
    const cursor = await writeMuch(editor, await newsroom(editor));
    const fresh = await nodes.start('fresh');
    expect(fresh.adminToken).toBeUndefined();
    expect(await told(fresh, editor, cursor)).toEqual(await told(a, editor, cursor));
  });
});

describe('nodes that start at once on an empty installation', () => {
  it('open one log, and show one token between them, which is good at each', async () => {
    nodes = await someNodes();
    const servers = await Promise.all(['a', 'b'].map((name) => nodes.start(name)));
    const tokens = servers.flatMap(({ adminToken }) => adminToken ?? []);
    expect(tokens).toHaveLength(1);
    for (const server of servers) {
      const administrator = new Recorder(server.client(tokens[0]));
      expect(idOf(await administrator.record('registerActor', { kind: 'HUMAN', reason: WHY }))).toMatch(/^actor-/);
    }
    const cursors = new Set<string>();
    await eventually(async () => {
      cursors.clear();
      for (const server of servers) cursors.add((await server.client().ask<{ cursor: string }>('{ cursor }')).cursor);
      expect(cursors.size).toBe(1);
    });
  });
});
