import { appendFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NO_STREAM } from '@kurrent/kurrentdb-client';
import { startDoubleProcess, type ChildProcessDouble } from './index.js';
import { all, clientOf, disposeClients, happened, Listening, names } from './testing.js';

describe('a double in a process of its own', () => {
  let folder: string;
  let double: ChildProcessDouble;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'double-'));
    double = await startDoubleProcess({ file: join(folder, 'log.jsonl') });
  });
  afterEach(async () => {
    await disposeClients();
    double.thaw();
    await double.stop();
    await rm(folder, { recursive: true });
  });

  it('keeps what it answered over a kill, on the same port', async () => {
    const { port } = double;
    for (let n = 0; n < 10; n++)
      await clientOf(double).appendToStream(`incident-${n}`, happened(n), { streamState: NO_STREAM });
    const before = await double.records();
    await double.crash();
    await double.restart();
    expect(double.port).toBe(port);
    expect(await double.records()).toEqual(before);
    expect(names(await all(clientOf(double).readStream('incident-7')))).toEqual(['incident-7/0']);
  });

  it('keeps nothing of a line that a kill cut short', async () => {
    await double.write('incident-1', [{ type: 'Happened' }]);
    const before = await double.records();
    await double.crash();
    appendFileSync(join(folder, 'log.jsonl'), '[{"stream":"incident-1","rev');
    await double.restart();
    expect(await double.records()).toEqual(before);
    await double.write('incident-1', [{ type: 'Happened' }]);
    await double.restart();
    expect(await double.records()).toHaveLength(before.length + 2);
  });

  it('is killed after it stored and before it answered, and the same append succeeds afterwards', async () => {
    const event = happened(0);
    await double.misbehave({ call: 'batchAppend', when: 'after commit', how: { kind: 'freeze' } });
    const lost = clientOf(double).appendToStream('incident-1', event, { streamState: NO_STREAM });
    const refused = expect(lost).rejects.toMatchObject({ type: 'unavailable' });
    while ((await double.strikes())[0]!.struck === 0) await sleep(5);
    await double.restart();
    await refused;
    await clientOf(double).appendToStream('incident-1', event, { streamState: NO_STREAM });
    expect(names(await all(clientOf(double).readStream('incident-1')))).toEqual(['incident-1/0']);
  });

  it('takes the same orders as one in this process', async () => {
    await double.misbehave({ call: 'batchAppend', how: { kind: 'refuse', reason: { kind: 'access denied' } } });
    const client = clientOf(double);
    await expect(client.appendToStream('incident-1', happened(0), { streamState: NO_STREAM })).rejects.toMatchObject({
      type: 'access-denied',
    });
    expect(await double.strikes()).toMatchObject([{ struck: 1 }]);
    const [written] = await double.write('incident-1', [{ type: 'Happened', data: { n: 1 } }]);
    expect(written).toMatchObject({ stream: 'incident-1', revision: 0 });
    expect(Buffer.from(written!.data).toString()).toBe('{"n":1}');
    await double.link('shelf', { stream: 'incident-1', revision: 0 });
    expect(names(await all(client.readStream('shelf', { resolveLinkTos: true })))).toEqual(['link to incident-1/0']);
    await expect(double.link('shelf', { stream: 'incident-1', revision: 9 })).rejects.toThrow('no event 9');
  });

  it('stands still and goes on', async () => {
    const listening = new Listening().listenTo(clientOf(double).subscribeToAll({ fromPosition: 'end' }));
    await listening.until(({ kinds }) => kinds.includes('caughtUp'));
    double.freeze();
    const append = clientOf(double).appendToStream('incident-1', happened(0), { streamState: NO_STREAM });
    expect(await Promise.race([append, sleep(300, 'silent')])).toBe('silent');
    expect(listening.events).toEqual([]);
    double.thaw();
    await append;
    await listening.until(({ events }) => names(events).includes('incident-1/0'));
  });

  it('says that it is down while it is', async () => {
    await double.crash();
    await expect(double.records()).rejects.toThrow('the double is down');
  });
});
