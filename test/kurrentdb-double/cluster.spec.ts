import { FOLLOWER, KurrentDBClient, NO_STREAM } from '@kurrent/kurrentdb-client';
import { startDoubleCluster, type DoubleCluster } from './index.js';
import { all, clientOf, disposeClients, happened, names } from './testing.js';

describe('doubles as a cluster', () => {
  let cluster: DoubleCluster;
  beforeEach(async () => {
    cluster = await startDoubleCluster(3);
  });
  afterEach(async () => {
    await disposeClients();
    await cluster.stop();
  });
  const append = (client: KurrentDBClient, stream: string) =>
    client.appendToStream(stream, happened(0), { streamState: NO_STREAM });

  it('tell a client who leads', async () => {
    const asked = { call: ['append', 'batchAppend'], how: { kind: 'slow', milliseconds: 0 }, times: 'always' } as const;
    for (const node of cluster.nodes) await node.misbehave(asked);
    await append(clientOf(cluster), 'incident-1');
    const struck = await Promise.all(cluster.nodes.map((node) => node.strikes()));
    expect(struck.map(([strikes]) => strikes!.struck)).toEqual([1, 0, 0]);
  });

  it('pass a write on to the leader, as long as there is one', async () => {
    const client = clientOf(cluster.nodes[1]!);
    await append(client, 'incident-1');
    expect(names(await all(clientOf(cluster.leader).readStream('incident-1')))).toEqual(['incident-1/0']);
    await cluster.leader.crash();
    await expect(append(client, 'incident-2')).rejects.toBeDefined();
  });

  it('name the leader to who insists on it', async () => {
    const client = clientOf(cluster.nodes[1]!);
    const insisting = () =>
      client.appendToStream('incident-1', happened(0), { streamState: NO_STREAM, requiresLeader: true });
    // A batch goes over a call that was opened by the first append, so only the first can insist.
    await expect(insisting()).rejects.toMatchObject({ type: 'not-leader', leader: { port: cluster.leader.port } });
    await expect(insisting()).resolves.toMatchObject({ success: true });
  });

  it('go on under a new leader when the old one dies', async () => {
    await append(clientOf(cluster), 'incident-1');
    await cluster.leader.crash();
    cluster.elect(cluster.nodes[2]!);
    const client = clientOf(cluster);
    await append(client, 'incident-2');
    expect(names(await all(client.readStream('incident-1')))).toEqual(['incident-1/0']);
  });

  it('are read at a follower', async () => {
    await append(clientOf(cluster), 'incident-1');
    const client = clientOf({ connectionString: `${cluster.connectionString}&nodePreference=${FOLLOWER}` });
    expect(names(await all(client.readStream('incident-1')))).toEqual(['incident-1/0']);
  });
});
