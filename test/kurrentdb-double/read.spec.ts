import {
  BACKWARDS,
  END,
  eventTypeFilter,
  excludeSystemEvents,
  START,
  streamNameFilter,
  type KurrentDBClient,
} from '@kurrent/kurrentdb-client';
import { startDouble, type Double } from './index.js';
import { all, clientOf, disposeClients, names } from './testing.js';

describe('reading', () => {
  let double: Double;
  let client: KurrentDBClient;
  beforeEach(async () => {
    double = await startDouble({ statisticsEvery: 2 });
    client = clientOf(double);
    await double.write('incident-1', [{ type: 'Happened' }, { type: 'Corrected' }]);
    await double.write('case-1', [{ type: 'Opened' }]);
    await double.write('incident-1', [{ type: 'Happened' }]);
  });
  afterEach(async () => {
    await disposeClients();
    await double.stop();
  });

  it('reads a stream both ways, from a revision, the revision included', async () => {
    expect(names(await all(client.readStream('incident-1', { fromRevision: 1n })))).toEqual([
      'incident-1/1',
      'incident-1/2',
    ]);
    expect(names(await all(client.readStream('incident-1', { fromRevision: 1n, direction: BACKWARDS })))).toEqual([
      'incident-1/1',
      'incident-1/0',
    ]);
    const last = client.readStream('incident-1', { fromRevision: END, direction: BACKWARDS, maxCount: 1 });
    expect(names(await all(last))).toEqual(['incident-1/2']);
    expect(await all(client.readStream('incident-1', { fromRevision: 7n }))).toEqual([]);
  });

  it('says that a stream is not there', async () => {
    await expect(all(client.readStream('incident-9'))).rejects.toMatchObject({ type: 'stream-not-found' });
  });

  it("reads $all with the server's own events and links in between, at positions that rise with gaps", async () => {
    const events = await all(client.readAll());
    expect(names(events)).toEqual(
      expect.arrayContaining(['$users/0', 'incident-1/0', '$ce-incident/0', '$stats-127.0.0.1:2113/0', 'case-1/0']),
    );
    const positions = events.map(({ event }) => event!.position!.commit);
    expect(positions).toEqual([...positions].sort((a, b) => (a < b ? -1 : 1)));
    expect(new Set(positions.map((position, n) => position - (positions[n - 1] ?? 0n))).size).toBeGreaterThan(3);
  });

  it('leaves out the events of elections', async () => {
    expect((await double.records())[0]).toMatchObject({ stream: '$epoch-information' });
    expect(names(await all(client.readAll())).join()).not.toContain('$epoch-information');
  });

  it('reads $all forwards with the position it starts from, and backwards without', async () => {
    const events = await all(client.readAll());
    const fromPosition = events[3]!.event!.position!;
    expect(names(await all(client.readAll({ fromPosition })))).toEqual(names(events.slice(3)));
    expect(names(await all(client.readAll({ fromPosition, direction: BACKWARDS })))).toEqual(
      names(events.slice(0, 3).reverse()),
    );
    const last = client.readAll({ fromPosition: END, direction: BACKWARDS, maxCount: 1 });
    expect(names(await all(last))).toEqual(names(events.slice(-1)));
  });

  it('refuses a position at which no event begins, and reads nothing beyond the end', async () => {
    const [, second] = await all(client.readAll());
    const { commit } = second!.event!.position!;
    const between = { commit: commit + 1n, prepare: commit + 1n };
    await expect(all(client.readAll({ fromPosition: between }))).rejects.toThrow();
    const beyond = { commit: commit + 1_000_000n, prepare: commit + 1_000_000n };
    expect(await all(client.readAll({ fromPosition: beyond }))).toEqual([]);
  });

  it.each([
    ['prefixes of streams', streamNameFilter({ prefixes: ['incident-', 'case-'] }), 4],
    ['an expression on streams', streamNameFilter({ regex: '^case-' }), 1],
    ['prefixes of types', eventTypeFilter({ prefixes: ['Happ'] }), 2],
    ['an expression on types', eventTypeFilter({ regex: '^[A-Z].*ed$' }), 4],
    ['what is not of the system', excludeSystemEvents(), 4],
  ])('reads $all with a filter on %s', async (_what, filter, count) => {
    const events = await all(client.readAll({ filter, fromPosition: START }));
    expect(events).toHaveLength(count);
  });

  it('shows the events of a category, either as links or as what they link to', async () => {
    const links = await all(client.readStream('$ce-incident'));
    expect(links.map(({ event }) => event!.type)).toEqual(['$>', '$>', '$>']);
    const resolved = await all(client.readStream('$ce-incident', { resolveLinkTos: true }));
    expect(names(resolved)).toEqual(['link to incident-1/0', 'link to incident-1/1', 'link to incident-1/2']);
    expect(resolved.map(({ link }) => [link!.streamId, link!.revision])).toEqual([
      ['$ce-incident', 0n],
      ['$ce-incident', 1n],
      ['$ce-incident', 2n],
    ]);
    const [original] = await all(client.readStream('incident-1', { maxCount: 1 }));
    expect(resolved[0]!.event!.position).toEqual(original!.event!.position);
    expect(resolved[0]!.link!.position!.commit).toBeGreaterThan(original!.event!.position!.commit);
  });
});
