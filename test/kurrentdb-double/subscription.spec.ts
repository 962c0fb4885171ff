import { END, START, streamNameFilter, type KurrentDBClient, type Position } from '@kurrent/kurrentdb-client';
import { startDouble, type Double } from './index.js';
import { clientOf, disposeClients, happened, Listening, names } from './testing.js';

const NO_NOISE = { statisticsEvery: 0, categories: false };

describe('subscribing', () => {
  let double: Double;
  let client: KurrentDBClient;
  beforeEach(async () => {
    double = await startDouble(NO_NOISE);
    client = clientOf(double);
  });
  afterEach(async () => {
    await disposeClients();
    await double.stop();
  });

  async function restartAs(version: string): Promise<void> {
    await double.stop();
    double = await startDouble({ ...NO_NOISE, version });
    client = clientOf(double);
  }

  const write = (count: number, stream = 'incident-1') =>
    double.write(
      stream,
      Array.from({ length: count }, () => ({ type: 'Happened' })),
    );

  const listen = (fromPosition: Position | typeof START | typeof END, prefix?: string, interval = 1) => {
    const listening = new Listening();
    const filter = prefix
      ? streamNameFilter({
          prefixes: [prefix],
          checkpointInterval: interval,
          checkpointReached: async (_: unknown, position: Position) =>
            listening.hear({ kind: 'checkpoint', position: position.commit }),
        })
      : undefined;
    return listening.listenTo(client.subscribeToAll({ fromPosition, ...(filter ? { filter } : {}) }));
  };

  it('confirms, catches up, says so, and goes on with what comes', async () => {
    await write(3);
    const listening = await listen(START).until(({ kinds }) => kinds.includes('caughtUp'));
    await client.appendToStream('incident-1', happened('live'));
    await listening.until(({ events }) => names(events).includes('incident-1/3'));
    const ours = listening.heard.filter(
      (heard) => heard.kind !== 'event' || heard.event.event!.streamId === 'incident-1',
    );
    expect(ours.map(({ kind }) => kind)).toEqual(['confirmation', 'event', 'event', 'event', 'caughtUp', 'event']);
  });

  it('begins after the position that it is given', async () => {
    const [, second] = await write(3);
    const { position } = second!;
    const listening = listen({ commit: position, prepare: position });
    await listening.until(({ kinds }) => kinds.includes('caughtUp'));
    expect(names(listening.events)).toEqual(['incident-1/2']);
  });

  it('is refused at a place at which no event begins', async () => {
    const [first] = await write(1);
    const between = first!.position + 1n;
    const listening = listen({ commit: between, prepare: between });
    await listening.until(({ kinds }) => kinds.includes('error'));
    expect(listening.heard.at(-1)).toMatchObject({ error: { code: 3 } });
  });

  it('begins at the end with what comes, caught up at once', async () => {
    await write(3);
    const listening = await listen(END).until(({ kinds }) => kinds.includes('caughtUp'));
    await write(1);
    await listening.until(({ events }) => events.length > 0);
    expect(names(listening.events)).toEqual(['incident-1/3']);
  });

  it('delivers a long log in order, and what is written meanwhile', async () => {
    await write(2_000);
    const listening = listen(START, 'incident-');
    await listening.until(({ events }) => events.length > 100);
    await write(500);
    await listening.until(({ events }) => events.length === 2_500);
    expect(listening.events.map(({ event }) => Number(event!.revision))).toEqual(
      Array.from({ length: 2_500 }, (_, n) => n),
    );
  });

  it.each([
    // 2 × 32 considered events each; from 24.2 on one more on going live.
    ['23.10.0', 3],
    ['24.10.0', 4],
    ['25.1.0', 4],
  ])('sends checkpoints while nothing matches, as %s does', async (version, checkpoints) => {
    await restartAs(version);
    await write(200, 'other-1');
    const listening = await listen(START, 'incident-', 2).until(({ kinds }) => kinds.includes('caughtUp'));
    expect(listening.events).toEqual([]);
    expect(listening.kinds).toEqual(['confirmation', ...Array<string>(checkpoints).fill('checkpoint'), 'caughtUp']);
    await write(64, 'other-1');
    await listening.until(({ kinds }) => kinds.at(-1) === 'checkpoint');
    const last = listening.heard.at(-1)!;
    const places = (await double.records()).map(({ position }) => position);
    expect(last.kind === 'checkpoint' && places.indexOf(last.position)).toBeGreaterThan(200);
  });

  it.each([
    ['23.10.0', false],
    ['24.10.4', false],
    ['24.10.5', true],
    ['25.0.0', false],
    ['26.0.0', true],
  ])('says of itself at what time and place it caught up, as %s does: %s', async (version, tells) => {
    await restartAs(version);
    const last = (await write(3)).at(-1)!;
    const all = await new Promise((resolve) => client.subscribeToAll().on('caughtUp', resolve));
    expect(all).toEqual(
      tells ? { date: expect.any(Date), position: { commit: last.position, prepare: last.position } } : {},
    );
    const stream = await new Promise((resolve) => client.subscribeToStream('incident-1').on('caughtUp', resolve));
    expect(stream).toEqual(tells ? { date: expect.any(Date), revision: 2n } : {});
  });

  it('follows one stream from after a revision', async () => {
    await write(3);
    const seen: string[] = [];
    for await (const { event } of client.subscribeToStream('incident-1', { fromRevision: 0n })) {
      seen.push(`${event!.revision}`);
      if (seen.length === 2) await write(1);
      if (seen.length === 3) break;
    }
    expect(seen).toEqual(['1', '2', '3']);
  });

  it('resolves the links of a category as they come', async () => {
    await double.stop();
    double = await startDouble();
    client = clientOf(double);
    const seen: string[] = [];
    const subscription = client.subscribeToStream('$ce-incident', { resolveLinkTos: true });
    subscription.on('caughtUp', () => void write(2));
    for await (const event of subscription) {
      seen.push(...names([event]));
      if (seen.length === 2) break;
    }
    expect(seen).toEqual(['link to incident-1/0', 'link to incident-1/1']);
  });
});
