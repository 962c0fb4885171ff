import { collect, ids, newEvent, newEvents, newStream, pullEvents, pullUntilCaughtUp } from '#event-store/contract';
import { startDoubleCluster, type Misbehaviour } from '../../../../test/kurrentdb-double/index.js';
import type { StorePosition } from '../event-store.port.js';
import { KurrentDbEventStore } from './kurrentdb-event-store.js';
import { QUICK, StoreOnDouble } from './testing/store-on-double.js';

describe('the KurrentDB store under faults', () => {
  let on: StoreOnDouble;
  beforeEach(async () => {
    on = await StoreOnDouble.start();
  });
  afterEach(() => on.dispose());

  describe('an append', () => {
    it.each<[string, Misbehaviour]>([
      ['was stored and its answer lost', { call: 'append', when: 'after commit', how: { kind: 'drop' } }],
      ['was stored and never answered', { call: 'append', when: 'after commit', how: { kind: 'freeze' } }],
      ['was lost on its way', { call: 'append', when: 'before commit', how: { kind: 'drop' } }],
      ['met a server that was too busy', refusing('too busy')],
      ['met a server that was not ready', refusing('not ready')],
      ['ran into a time-out of the server', refusing('timeout')],
      ['was broken off by the server', refusing('cancelled')],
      ['failed in a way the server cannot name', refusing('unknown')],
    ])('that %s is there once, and answered as recorded now', async (_, misbehaviour) => {
      const store = on.open();
      const stream = newStream();
      await store.append(stream, 'no-stream', newEvents(1));
      await on.double.misbehave(misbehaviour);
      const events = newEvents(2);
      expect(await store.append(stream, 0, events)).toMatchObject({ revision: 2, repeated: false });
      expect(ids(await collect(store.readStream(stream))).slice(1)).toEqual(ids(events));
      expect((await on.double.strikes())[0]!.struck).toBe(1);
    });

    it('that another node has recorded under the same ids is answered as repeated', async () => {
      const [one, other] = [on.open(), on.open()];
      const stream = newStream();
      const events = newEvents(2);
      await one.append(stream, 'no-stream', events);
      expect(await other.append(stream, 'no-stream', events)).toMatchObject({ revision: 1, repeated: true });
    });

    it('needs neither batch appends nor the list of features, where both stay silent', async () => {
      await on.double.misbehave({ call: 'batchAppend', how: { kind: 'freeze' }, times: 'always' });
      await on.double.misbehave({ call: 'features', how: { kind: 'freeze' } });
      const store = on.open();
      expect(await store.append(newStream(), 'no-stream', newEvents(1))).toMatchObject({ revision: 0 });
    });

    it('gives up at the deadline where nothing answers', async () => {
      await on.double.misbehave({ call: 'append', how: { kind: 'freeze' }, times: 'always' });
      const appending = on.open().append(newStream(), 'no-stream', newEvents(1), { deadline: 1_000 });
      await expect(appending).rejects.toMatchObject({ name: 'DeadlineExceededError', deadline: 1_000 });
    });

    it('has all of its time where the server answers others, however long it is silent to this one', async () => {
      const store = on.open({ silentFor: 900 });
      await pullUntilCaughtUp(on.follow(store));
      await on.double.misbehave({ call: 'append', how: { kind: 'freeze' }, times: 'always' });
      const looking = setInterval(() => void store.head().catch(() => undefined), 100);
      const appending = store.append(newStream(), 'no-stream', newEvents(1), { deadline: 2_500 });
      await expect(appending).rejects.toMatchObject({ name: 'DeadlineExceededError' });
      clearInterval(looking);
    });

    it('is refused with the place, and no password, where the log stays away, and succeeds when it is back', async () => {
      const { port } = on.double;
      const connectionString = `esdb://recorder:s3cret%21@127.0.0.1:${port}?tls=false`;
      const store = on.open({ connectionString, patience: 300 });
      const stream = newStream();
      const events = newEvents(1);
      await on.double.crash();
      const refused = await store.append(stream, 'no-stream', events).catch((error: Error) => error);
      expect(refused).toMatchObject({ name: 'LogUnavailableError', where: `kurrentdb://127.0.0.1:${port}` });
      expect(String((refused as Error).stack)).not.toMatch(/s3cret|recorder/);
      await on.double.restart();
      await until(async () => expect(await store.append(stream, 'no-stream', events)).toMatchObject({ revision: 0 }));
    });

    it('is refused while the disk of the server is full, and succeeds when there is room', async () => {
      await on.double.misbehave({ call: 'append', how: { kind: 'out of disk', backAfter: 50 }, times: 'always' });
      const store = on.open({ patience: 500 });
      const stream = newStream();
      const events = newEvents(1);
      await expect(store.append(stream, 'no-stream', events)).rejects.toMatchObject({ name: 'LogUnavailableError' });
      await on.double.behave();
      await until(async () => expect(await store.append(stream, 'no-stream', events)).toMatchObject({ revision: 0 }));
    });

    it('that is too large for the server is the mistake of the caller', async () => {
      const large = newEvent({ data: { summary: 'x'.repeat(1_100_000) } });
      await expect(on.open().append(newStream(), 'no-stream', [large])).rejects.toMatchObject({
        name: 'InvalidEventError',
        why: expect.stringContaining('1048576 bytes'),
      });
    });
  });

  describe('a read', () => {
    it.each<[string, Misbehaviour['how']]>([
      ['is silent', { kind: 'freeze' }],
      ['loses its connection', { kind: 'drop' }],
      ['is refused', { kind: 'refuse', reason: { kind: 'access denied' } }],
    ])('that %s is tried again with another client', async (_, how) => {
      const store = on.open();
      const stream = newStream();
      const { events } = await store.append(stream, 'no-stream', newEvents(3));
      await on.double.misbehave({ call: 'read', when: { before: 2 }, how });
      expect(ids(await collect(store.readStream(stream)))).toEqual(ids(events));
      expect(ids(await collect(store.readAll()))).toEqual(ids(events));
    });

    it('gives up at the deadline where nothing answers', async () => {
      const store = on.open();
      await on.double.misbehave({ call: 'read', how: { kind: 'freeze' }, times: 'always' });
      await expect(store.head({ deadline: 1_000 })).rejects.toMatchObject({ name: 'DeadlineExceededError' });
    });

    it.each(['warm', 'cold'])('works again after an outage, through a store that was %s', async (kind) => {
      const stream = newStream();
      await on.open().append(stream, 'no-stream', newEvents(2));
      const store = on.open({ patience: 100 });
      if (kind === 'warm') await collect(store.readStream(stream));
      await on.double.crash();
      await until(async () =>
        expect(await store.head().catch((error: Error) => error)).toMatchObject({ name: 'LogUnavailableError' }),
      );
      await on.double.restart();
      await until(async () => expect(await collect(store.readStream(stream))).toHaveLength(2));
    });
  });

  describe('a follower', () => {
    it.each<[string, Misbehaviour]>([
      ['its connection is reset', { call: 'subscribe', when: { after: 5 }, how: { kind: 'drop' }, times: 3 }],
      ['the server ends it', { call: 'subscribe', when: { after: 4 }, how: { kind: 'end' }, times: 3 }],
      ['it is never confirmed', { call: 'subscribe', how: { kind: 'freeze' } }],
      ['it falls silent while it catches up', { call: 'subscribe', when: { after: 6 }, how: { kind: 'freeze' } }],
    ])('sees every event once and in order where %s', async (_, misbehaviour) => {
      const store = on.open();
      const stream = newStream();
      const { events } = await store.append(stream, 'no-stream', newEvents(20));
      await on.double.misbehave(misbehaviour);
      const messages = on.follow(store);
      expect(ids(await pullUntilCaughtUp(messages))).toEqual(ids(events));
      const later = await store.append(stream, 19, newEvents(2));
      expect(ids(await pullEvents(messages, [stream], 2))).toEqual(ids(later.events));
      expect((await on.double.strikes())[0]!.struck).toBeGreaterThan(0);
    });

    it.each<[string, Misbehaviour['how']]>([
      ['falls silent', { kind: 'freeze' }],
      ['falls behind', { kind: 'fall behind', milliseconds: 300 }],
      ['is late', { kind: 'slow', milliseconds: 150 }],
    ])('sees what comes after it has caught up, also where the subscription %s', async (_, how) => {
      const store = on.open();
      const stream = newStream();
      await store.append(stream, 'no-stream', newEvents(1));
      const messages = on.follow(store);
      await pullUntilCaughtUp(messages);
      await on.double.misbehave({ call: 'subscribe', when: 'live', how });
      const { events } = await store.append(stream, 0, newEvents(3));
      expect(ids(await pullUntilCaughtUp(messages))).toEqual(ids(events));
      expect((await on.double.strikes())[0]!.struck).toBe(1);
    });

    it('goes on where it was after the server was killed and came back', async () => {
      const store = on.open();
      const stream = newStream();
      await store.append(stream, 'no-stream', newEvents(3));
      const messages = on.follow(store);
      await pullUntilCaughtUp(messages);
      const pulled = pullEvents(messages, [stream], 2);
      await on.double.crash();
      await on.double.restart();
      const { events } = await store.append(stream, 2, newEvents(2));
      expect(ids(await pulled)).toEqual(ids(events));
    });

    it('is told where the log stays away, so that it can say how old its answers are', async () => {
      const store = on.open({ patience: 300 });
      await store.append(newStream(), 'no-stream', newEvents(1));
      const messages = on.follow(store);
      await pullUntilCaughtUp(messages);
      await on.double.crash();
      await expect(messages.next()).rejects.toMatchObject({ name: 'LogUnavailableError' });
    });

    it('ends at once and without an error when it is aborted, also while nothing answers', async () => {
      await on.double.misbehave({ call: ['subscribe', 'read'], how: { kind: 'freeze' }, times: 'always' });
      const following = new AbortController();
      const store = on.open({ lookFor: 600_000, deadline: 600_000, attemptFor: 600_000 });
      const messages = store.follow('beginning', { signal: following.signal })[Symbol.asyncIterator]();
      const waiting = messages.next();
      setTimeout(() => following.abort(), 50);
      expect(await waiting).toEqual({ done: true, value: undefined });
    });

    it('does not go back where the server knows nothing of the place from which it goes on', async () => {
      const store = on.open({ patience: 300 });
      const { position } = await store.append(newStream(), 'no-stream', newEvents(1));
      const messages = on.follow(store, (position + 1_000_000n) as StorePosition);
      const seen = await Promise.race([
        messages.next().then(
          ({ value }) => value?.kind,
          (error: Error) => error.name,
        ),
        new Promise((resolve) => setTimeout(() => resolve('waiting'), 1_500)),
      ]);
      expect(seen).not.toBe('event');
    });
  });

  describe('on a cluster', () => {
    it('goes on at the new leader when the old one has died', async () => {
      const cluster = await startDoubleCluster(3);
      const store = new KurrentDbEventStore({ connectionString: cluster.connectionString, ...QUICK, deadline: 15_000 });
      const following = new AbortController();
      try {
        const stream = newStream();
        await store.append(stream, 'no-stream', newEvents(1));
        const messages = store.follow('beginning', { signal: following.signal })[Symbol.asyncIterator]();
        await pullUntilCaughtUp(messages);
        const dead = cluster.leader;
        cluster.elect(cluster.nodes.find((node) => node !== dead)!);
        await dead.crash();
        const { events } = await store.append(stream, 0, newEvents(2));
        expect(ids(await pullEvents(messages, [stream], 2))).toEqual(ids(events));
        expect(await collect(store.readStream(stream))).toHaveLength(3);
      } finally {
        following.abort();
        await store.close();
        await cluster.stop();
      }
    });

    it('finds the leader that a node names', async () => {
      const cluster = await startDoubleCluster(2);
      const follower = cluster.nodes.find((node) => node !== cluster.leader)!;
      const { host, port } = { host: '127.0.0.1', port: cluster.leader.port };
      await follower.misbehave({
        call: 'append',
        how: { kind: 'refuse', reason: { kind: 'not leader', host, port } },
        times: 'always',
      });
      const store = new KurrentDbEventStore({ connectionString: follower.connectionString, ...QUICK });
      try {
        expect(await store.append(newStream(), 'no-stream', newEvents(1))).toMatchObject({ revision: 0 });
      } finally {
        await store.close();
        await cluster.stop();
      }
    });
  });
});

function refusing(kind: 'too busy' | 'not ready' | 'timeout' | 'cancelled' | 'unknown'): Misbehaviour {
  return { call: 'append', how: { kind: 'refuse', reason: { kind } } };
}

/** Repeats an expectation that is to hold soon. */
async function until(expectation: () => Promise<void>): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await expectation();
    } catch (error) {
      if (attempt > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
