import { randomUUID } from 'node:crypto';
import { ANY, NO_STREAM, STREAM_EXISTS, type KurrentDBClient } from '@kurrent/kurrentdb-client';
import { startDouble, type Double } from './index.js';
import { all, clientOf, disposeClients, happened, names } from './testing.js';

describe.each([
  ['Append', false],
  ['BatchAppend', true],
])('appending with %s', (_name, batchAppend) => {
  let double: Double;
  let client: KurrentDBClient;
  beforeEach(async () => {
    double = await startDouble({ batchAppend });
    client = clientOf(double);
  });
  afterEach(async () => {
    await disposeClients();
    await double.stop();
  });

  it('answers with the revision and the position of the last event', async () => {
    const first = await client.appendToStream('incident-1', [happened(0), happened(1)], { streamState: NO_STREAM });
    const second = await client.appendToStream('incident-1', [happened(2)], { streamState: 1n });
    expect([first.nextExpectedRevision, second.nextExpectedRevision]).toEqual([1n, 2n]);
    const stored = await all(client.readStream('incident-1'));
    expect(first.position!.commit).toBe(stored[1]!.event!.position!.commit);
    expect(second.position!.commit).toBe(stored[2]!.event!.position!.commit);
  });

  it('keeps type, data and metadata as they came', async () => {
    const event = { ...happened('ü'), metadata: { $correlationId: randomUUID(), note: ['a', 1] } };
    await client.appendToStream('incident-1', event, { streamState: NO_STREAM });
    const [stored] = await all(client.readStream('incident-1'));
    expect(stored!.event).toMatchObject({ id: event.id, type: event.type, data: event.data, metadata: event.metadata });
  });

  it.each([
    ['no stream where there is one', NO_STREAM, 0n],
    ['a revision that is not there yet', 5n, 0n],
  ] as const)('refuses to expect %s', async (_what, streamState, actualState) => {
    await client.appendToStream('incident-1', happened(0), { streamState: NO_STREAM });
    await expect(client.appendToStream('incident-1', happened(1), { streamState })).rejects.toMatchObject({
      type: 'wrong-expected-version',
      streamName: 'incident-1',
      expectedState: streamState,
      actualState,
    });
  });

  it('refuses to expect a stream where there is none', async () => {
    await expect(
      client.appendToStream('incident-1', happened(1), { streamState: STREAM_EXISTS }),
    ).rejects.toMatchObject({ type: 'wrong-expected-version', actualState: NO_STREAM });
  });

  it('answers a repeated append like the first one and stores nothing', async () => {
    const events = [happened(0), happened(1)];
    const first = await client.appendToStream('incident-1', events, { streamState: NO_STREAM });
    await client.appendToStream('incident-1', happened(2), { streamState: 1n });
    await expect(client.appendToStream('incident-1', events, { streamState: NO_STREAM })).resolves.toEqual(first);
    await expect(client.appendToStream('incident-1', events, { streamState: ANY })).resolves.toEqual(first);
    expect(await all(client.readStream('incident-1'))).toHaveLength(3);
  });

  it('refuses an append of which a part is there already', async () => {
    const [a, b] = [happened(0), happened(1)];
    await client.appendToStream('incident-1', [a], { streamState: NO_STREAM });
    await expect(client.appendToStream('incident-1', [a, b], { streamState: NO_STREAM })).rejects.toMatchObject({
      type: 'wrong-expected-version',
      actualState: 0n,
    });
  });

  it('appends without looking where the expectation is the end of the stream, as the server does', async () => {
    const event = happened(0);
    await client.appendToStream('incident-1', event, { streamState: NO_STREAM });
    await client.appendToStream('incident-1', event, { streamState: 0n });
    expect(names(await all(client.readStream('incident-1')))).toEqual(['incident-1/0', 'incident-1/1']);
  });

  it('refuses an append that is too large', async () => {
    const large = happened('x'.repeat(1024 * 1024));
    await expect(client.appendToStream('incident-1', large, { streamState: ANY })).rejects.toMatchObject({
      type: 'maximum-append-size-exceeded',
      maxAppendSize: 1024 * 1024,
    });
  });

  it('stores one of many that expect the same', async () => {
    const attempts = Array.from({ length: 20 }, (_, n) =>
      client.appendToStream('incident-1', happened(n), { streamState: NO_STREAM }),
    );
    const settled = await Promise.allSettled(attempts);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await all(client.readStream('incident-1'))).toHaveLength(1);
  });
});
