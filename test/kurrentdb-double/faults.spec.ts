import { setTimeout as sleep } from 'node:timers/promises';
import { NO_STREAM, START, streamNameFilter, type KurrentDBClient } from '@kurrent/kurrentdb-client';
import { startDouble, type Call, type Double, type DoubleOptions } from './index.js';
import { all, clientOf, disposeClients, happened, Listening, names } from './testing.js';

/** Milliseconds in which nothing happens where nothing is to happen: long beside an answer, which takes a few. */
const QUIET = 300;
const silent = async (promise: Promise<unknown>): Promise<boolean> =>
  (await Promise.race([promise.catch(() => 'refused'), sleep(QUIET, 'silent')])) === 'silent';

describe('told to misbehave', () => {
  let double: Double;
  let client: KurrentDBClient;
  const start = async (options: DoubleOptions = {}): Promise<void> => {
    double = await startDouble({ statisticsEvery: 0, categories: false, ...options });
    client = clientOf(double);
  };
  afterEach(async () => {
    await disposeClients();
    await double.stop();
  });
  const append = (on = client) => on.appendToStream('incident-1', happened(0), { streamState: NO_STREAM });
  const stored = async (): Promise<number> =>
    (await double.records()).filter(({ stream }) => stream === 'incident-1').length;
  const write = (count: number) =>
    double.write(
      'incident-1',
      Array.from({ length: count }, () => ({ type: 'Happened' })),
    );
  const subscribe = (on = client) =>
    new Listening().listenTo(
      on.subscribeToAll({ fromPosition: START, filter: streamNameFilter({ prefixes: ['incident-'] }) }),
    );

  describe.each([
    ['append', false],
    ['batchAppend', true],
  ] as const)('at an append by %s', (call: Call, batchAppend: boolean) => {
    beforeEach(() => start({ batchAppend }));

    it('drops the connection before it stores anything', async () => {
      await double.misbehave({ call, when: 'before commit', how: { kind: 'drop' } });
      await expect(append()).rejects.toMatchObject({ type: 'unavailable' });
      expect(await stored()).toBe(0);
      await expect(append(clientOf(double))).resolves.toMatchObject({ success: true });
    });

    it('drops the connection after it stored, so that the same append again succeeds and stores no more', async () => {
      const event = happened(0);
      const again = (on: KurrentDBClient) => on.appendToStream('incident-1', event, { streamState: NO_STREAM });
      await double.misbehave({ call, when: 'after commit', how: { kind: 'drop' } });
      await expect(again(client)).rejects.toMatchObject({ type: 'unavailable' });
      expect(await stored()).toBe(1);
      await expect(again(clientOf(double))).resolves.toMatchObject({ nextExpectedRevision: 0n });
      expect(await stored()).toBe(1);
    });

    it('stores and never answers', async () => {
      await double.misbehave({ call, when: 'after commit', how: { kind: 'freeze' } });
      expect(await silent(append())).toBe(true);
      expect(await stored()).toBe(1);
    });

    it('stores and says that it timed out', async () => {
      await double.misbehave({ call, when: 'after commit', how: { kind: 'refuse', reason: { kind: 'timeout' } } });
      await expect(append()).rejects.toMatchObject(
        // The client takes the unary one for an unknown error, of which the code tells more.
        batchAppend ? { type: 'deadline-exceeded' } : { code: 10 },
      );
      expect(await stored()).toBe(1);
    });

    it('names another leader, to which the client goes with its next call', async () => {
      const leader = await startDouble({ batchAppend });
      const reason = { kind: 'not leader', host: '127.0.0.1', port: leader.port } as const;
      await double.misbehave({ call, how: { kind: 'refuse', reason } });
      await expect(append()).rejects.toMatchObject({
        type: 'not-leader',
        leader: { address: '127.0.0.1', port: leader.port },
      });
      await append();
      expect(await stored()).toBe(0);
      expect((await leader.records()).some(({ stream }) => stream === 'incident-1')).toBe(true);
      await disposeClients();
      await leader.stop();
    });

    it.each([
      ['not ready', batchAppend ? 'unknown' : 'unavailable'],
      ['too busy', batchAppend ? 'unknown' : 'unavailable'],
      ['access denied', 'access-denied'],
      ['unknown', 'unknown'],
    ] as const)('says that it is %s, as often as it is told to', async (kind, type) => {
      await double.misbehave({ call, how: { kind: 'refuse', reason: { kind } }, times: 2 });
      await expect(append()).rejects.toBeDefined();
      await expect(append()).rejects.toBeDefined();
      await expect(append()).resolves.toMatchObject({ success: true });
      await double.misbehave({ call, how: { kind: 'refuse', reason: { kind } } });
      await expect(append()).rejects.toMatchObject(kind === 'unknown' && !batchAppend ? { code: 2 } : { type });
    });

    it('runs out of disk: gone at each append, with nothing stored, until there is room', async () => {
      await double.misbehave({ call, how: { kind: 'out of disk' }, times: 'always' });
      await expect(append()).rejects.toMatchObject({ type: 'unavailable' });
      await expect(append(clientOf(double))).rejects.toBeDefined();
      await double.restart();
      await expect(append(clientOf(double))).rejects.toMatchObject({ type: 'unavailable' });
      expect(await stored()).toBe(0);
      await double.behave();
      await double.restart();
      await expect(append(clientOf(double))).resolves.toMatchObject({ success: true });
    });

    it('answers late', async () => {
      await double.misbehave({ call, when: 'after commit', how: { kind: 'slow', milliseconds: QUIET * 2 } });
      const appended = append();
      expect(await silent(appended)).toBe(true);
      await expect(appended).resolves.toMatchObject({ success: true });
    });

    it('lets occasions pass first', async () => {
      await double.misbehave({ call, how: { kind: 'refuse', reason: { kind: 'access denied' } }, skip: 1 });
      await append();
      await expect(append()).rejects.toMatchObject({ type: 'access-denied' });
    });
  });

  describe('at a read', () => {
    beforeEach(async () => {
      await start();
      await write(100);
    });

    it('drops the connection in the middle', async () => {
      await double.misbehave({ call: 'read', when: { before: 80 }, how: { kind: 'drop' } });
      const seen: unknown[] = [];
      const reading = (async () => {
        for await (const event of client.readStream('incident-1')) seen.push(event);
      })();
      await expect(reading).rejects.toBeDefined();
      expect(seen.length).toBeLessThan(80);
    });

    it('falls silent in the middle', async () => {
      // The first read of a client takes half a second, which would hide whether this one is silent.
      await all(client.readStream('incident-1'));
      await double.misbehave({ call: 'read', when: { after: 10 }, how: { kind: 'freeze' } });
      expect(await silent(all(client.readStream('incident-1')))).toBe(true);
      expect(await all(client.readStream('incident-1'))).toHaveLength(100);
    });

    it('ends as if that had been all', async () => {
      await double.misbehave({ call: 'read', when: { after: 10 }, how: { kind: 'end' } });
      expect(await all(client.readStream('incident-1'))).toHaveLength(10);
    });
  });

  describe('at a subscription', () => {
    beforeEach(async () => {
      await start();
      await write(10);
    });

    it('never confirms it', async () => {
      await double.misbehave({ call: 'subscribe', how: { kind: 'freeze' } });
      const listening = subscribe();
      await sleep(QUIET);
      expect(listening.heard).toEqual([]);
    });

    it('drops the connection after so many messages; the same client can subscribe again', async () => {
      await double.misbehave({ call: 'subscribe', when: { after: 4 }, how: { kind: 'drop' } });
      const first = await subscribe().until(({ kinds }) => kinds.includes('error'));
      expect(first.kinds).toEqual(['confirmation', 'event', 'event', 'event', 'error']);
      expect(first.heard.at(-1)).toMatchObject({ error: { type: 'unavailable' } });
      const second = await subscribe().until(({ kinds }) => kinds.includes('caughtUp'));
      expect(second.events).toHaveLength(10);
    });

    it('ends it without an error', async () => {
      await double.misbehave({ call: 'subscribe', when: { after: 4 }, how: { kind: 'end' } });
      const listening = await subscribe().until(({ kinds }) => kinds.includes('end'));
      expect(listening.kinds).toEqual(['confirmation', 'event', 'event', 'event', 'end']);
    });

    it('goes silent once it has caught up', async () => {
      await double.misbehave({ call: 'subscribe', when: 'live', how: { kind: 'freeze' } });
      const listening = await subscribe().until(({ kinds }) => kinds.includes('caughtUp'));
      await write(1);
      await sleep(QUIET);
      expect(listening.kinds.at(-1)).toBe('caughtUp');
    });

    it('delivers late what comes', async () => {
      await double.misbehave({ call: 'subscribe', when: 'live', how: { kind: 'slow', milliseconds: QUIET * 2 } });
      const listening = await subscribe().until(({ kinds }) => kinds.includes('caughtUp'));
      await write(1);
      await sleep(QUIET);
      expect(listening.events).toHaveLength(10);
      await listening.until(({ events }) => events.length === 11);
    });

    it('falls behind, catches up from the log and says so once more', async () => {
      await double.misbehave({ call: 'subscribe', how: { kind: 'fall behind', milliseconds: 50 } });
      const listening = await subscribe().until(({ kinds }) => kinds.includes('caughtUp'));
      await write(2);
      await listening.until(({ kinds }) => kinds.filter((kind) => kind === 'caughtUp').length === 2);
      expect(listening.kinds.slice(-3)).toEqual(['event', 'event', 'caughtUp']);
      await write(1);
      await listening.until(({ events }) => events.length === 13);
      expect(new Set(names(listening.events)).size).toBe(13);
    });
  });

  describe('as a whole', () => {
    it('crashes and comes back with what it had', async () => {
      await start();
      await append();
      const listening = await subscribe().until(({ kinds }) => kinds.includes('caughtUp'));
      await double.crash();
      await listening.until(({ kinds }) => kinds.includes('error'));
      expect(listening.heard.at(-1)).toMatchObject({ error: { type: 'unavailable' } });
      await expect(append()).rejects.toMatchObject({ code: 14 });
      await double.restart();
      expect(names(await all(clientOf(double).readStream('incident-1')))).toEqual(['incident-1/0']);
    });

    it('crashes at a call and comes back by itself', async () => {
      await start();
      await double.misbehave({ call: ['append', 'batchAppend'], how: { kind: 'crash', backAfter: 50 } });
      await expect(append()).rejects.toMatchObject({ type: 'unavailable' });
      for (let attempt = 0; ; attempt++) {
        const appended = await append(clientOf(double)).catch((error: unknown) => error as Error);
        if (!(appended instanceof Error)) break;
        expect(attempt).toBeLessThan(100);
        await sleep(20);
      }
      expect(await stored()).toBe(1);
    });

    it('never answers what its features are', async () => {
      await start();
      await double.misbehave({ call: 'features', how: { kind: 'freeze' }, times: 'always' });
      expect(await silent(append())).toBe(true);
    });

    it('knows of no features, and is appended to one by one', async () => {
      await start({ serverFeatures: false });
      await double.misbehave({ call: 'batchAppend', how: { kind: 'freeze' }, times: 'always' });
      await expect(append()).resolves.toMatchObject({ success: true });
      expect(names(await all(client.readStream('incident-1')))).toEqual(['incident-1/0']);
    });

    it('tells what has struck', async () => {
      await start();
      const late = { call: 'batchAppend', how: { kind: 'slow', milliseconds: 1 }, times: 'always' } as const;
      const never = { call: 'gossip', how: { kind: 'drop' } } as const;
      await double.misbehave(late);
      await double.misbehave(never);
      await append();
      await append().catch(() => undefined);
      await double.behave();
      await append().catch(() => undefined);
      expect(await double.strikes()).toEqual([
        { misbehaviour: late, struck: 2 },
        { misbehaviour: never, struck: 0 },
      ]);
    });
  });
});
