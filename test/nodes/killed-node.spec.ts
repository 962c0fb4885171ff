import '../support/patience.js';
import { Recorder } from '../../apps/demo/src/loading/recorder.js';
import { GraphQLClient } from '../../apps/demo/src/loading/graphql.client.js';
import { type Someone, someone } from '../support/actors.js';
import { eventually } from '../support/eventually.js';
import { type Newsroom, newsroom } from '../support/newsroom.js';
import { type Nodes, someNodes } from '../support/nodes.js';
import { type RoundRobin, startRoundRobin } from '../support/round-robin.js';
import type { RunningServer } from '../support/server.js';
import { following, followLog, present } from './log-items.js';
import { PersistentFollower, PersistentWriter } from './persistent-clients.js';

const WRITERS = 8;
const COMMANDS_EACH = 40;
const COMMANDS = WRITERS * COMMANDS_EACH;

let nodes: Nodes;
let a: RunningServer;
let b: RunningServer;
let proxy: RoundRobin;
let editor: Someone;
let room: Newsroom;
const followers: PersistentFollower[] = [];
beforeAll(async () => {
  nodes = await someNodes();
  a = await nodes.start('a');
  b = await nodes.start('b');
  proxy = await startRoundRobin([a.url, b.url]);
  editor = await someone(a, 'EDITOR');
  room = await newsroom(editor);
});
afterAll(async () => {
  for (const follower of followers) follower.stop();
  await proxy.close();
  await nodes.remove();
});

describe('clients of two nodes behind a proxy, one of which is killed and comes back', () => {
  it('go on at the other: what was answered is on record once, and followers are told all of it once, in order', async () => {
    // The one that has recorded all so far, and has waited for it.
    const begin = await present(a);
    followers.push(...[1, 2].map(() => new PersistentFollower(proxy.url, begin)));
    const told = followers.map((one) => one.follow(COMMANDS));
    // Each has its connection before any writer comes, so that they are at different nodes.
    await eventually(async () => expect([...proxy.passed.values()]).toEqual([1, 1]));
    const writers = Array.from(
      { length: WRITERS },
      () => new PersistentWriter(new Recorder(new GraphQLClient(proxy.url, editor.token))),
    );
    const write = async (writer: PersistentWriter) => {
      for (let n = 0; n < COMMANDS_EACH; n++)
        if (n % 3 === 0) await writer.record('recordEvidenceAccess', room.access());
        else await writer.record('recordSource', { kind: 'WEB', title: `Report ${n}` });
    };
    const answered = () => writers.flatMap((writer) => writer.answered);
    const writing = Promise.all(writers.map(write));

    await eventually(async () => expect(answered().length).toBeGreaterThan(COMMANDS / 4));
    await a.stop('SIGKILL');
    await eventually(async () => expect(answered().length).toBeGreaterThan(COMMANDS / 2));
    a = await nodes.start('a');
    proxy.serve([a.url, b.url]);
    await writing;
    await Promise.all(told);

    // That it was killed was felt, by those who wrote and by one who followed.
    expect(writers.reduce((sum, { lost }) => sum + lost, 0)).toBeGreaterThan(0);
    expect(followers.map(({ connections }) => connections).sort()).toEqual([1, expect.any(Number)]);
    expect(Math.max(...followers.map(({ connections }) => connections))).toBeGreaterThan(1);

    const log = followLog(b, begin);
    const items = [...(await log.arrived(COMMANDS))];
    await log.drop();
    expect(items.map(({ entry }) => entry.index)).toEqual(following(begin, COMMANDS));
    expect(items.map(({ entry }) => entry.id).sort()).toEqual(
      answered()
        .map(({ entry }) => entry)
        .sort(),
    );
    for (const { seen } of followers) expect(seen).toEqual(items);

    const again = followLog(a, begin);
    expect(await again.arrived(COMMANDS)).toEqual(items);
    await again.drop();
    expect(await present(a)).toBe(await present(b));
  });
});
