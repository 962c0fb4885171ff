import './support/patience.js';
import { administratorOf, type Someone, someone, WHY } from './support/actors.js';
import { idOf, incidentInput, type Newsroom, newsroom, on } from './support/newsroom.js';
import { type RunningServer, startFreshServer } from './support/server.js';
import { overEventStream, overWebSocket, type Subscribe } from './support/subscriptions.js';

let server: RunningServer;
let editor: Someone;
let room: Newsroom;
beforeAll(async () => {
  server = await startFreshServer();
  editor = await someone(server, 'EDITOR');
  room = await newsroom(editor);
});
afterAll(() => server.stop());

interface LogItem {
  readonly cursor: string;
  readonly entry: { readonly id: string; readonly index: number };
}
interface Change {
  readonly cursor: string;
  readonly change: 'ENTERED' | 'CHANGED' | 'LEFT';
  readonly entry: { readonly id: string };
  readonly incident: { readonly id: string };
}

const LOG = 'subscription ($after: String) { logEvents(after: $after) { cursor entry { id index } } }';
const CHANGES = `subscription ($after: String, $filter: IncidentFilter) {
  incidentChanges(after: $after, filter: $filter) { cursor change entry { id } incident { id } }
}`;

const present = async (): Promise<string> => {
  const { cursor } = await editor.client.ask<{ cursor: string }>('{ cursor }');
  return cursor;
};
const access = async (): Promise<string> => {
  const outcome = await editor.record('recordEvidenceAccess', room.access({ access: 'PARTIAL' }));
  return outcome.entry;
};

const TRANSPORTS: readonly (readonly [string, Subscribe])[] = [
  ['a WebSocket', overWebSocket],
  ['an event stream', overEventStream],
];

describe.each(TRANSPORTS)('a dashboard that subscribes over %s', (_, subscribe) => {
  it('loses nothing and is told nothing twice when its connection drops while events arrive', async () => {
    const recorded: string[] = [];
    const seen: LogItem[] = [];
    let cursor = await present();
    for (let round = 0; round < 4; round++) {
      const subscription = subscribe<LogItem>(server.url, LOG, { after: cursor });
      // Some are recorded while it is connected, and some while it is not.
      const writing = Promise.all(Array.from({ length: 6 }, access));
      await subscription.arrived(2);
      await subscription.drop();
      const got = [...subscription.items];
      seen.push(...got);
      cursor = got.at(-1)!.cursor;
      recorded.push(...(await writing));
    }
    const last = subscribe<LogItem>(server.url, LOG, { after: cursor });
    const missing = recorded.length - seen.length;
    if (missing > 0) await last.arrived(missing);
    const end = await access();
    await last.arrived(missing + 1);
    await last.drop();
    seen.push(...last.items);
    expect(seen.map(({ entry }) => entry.id).sort()).toEqual([...recorded, end].sort());
    const indices = seen.map(({ entry }) => entry.index);
    expect(indices).toEqual(indices.map((_, n) => indices[0]! + n));
  });

  it('learns of everything after what a query answered, with no gap between the two', async () => {
    const cursor = await present();
    const first = await access();
    const subscription = subscribe<LogItem>(server.url, LOG, { after: cursor });
    const second = await access();
    const items = await subscription.arrived(2);
    await subscription.drop();
    expect(items.map(({ entry }) => entry.id)).toEqual([first, second]);
  });

  it('goes on from the cursor of a mutation of its own', async () => {
    const { cursor } = await editor.record('recordEvidenceAccess', room.access());
    const next = await access();
    const subscription = subscribe<LogItem>(server.url, LOG, { after: cursor });
    const [item] = await subscription.arrived(1);
    await subscription.drop();
    expect(item!.entry.id).toBe(next);
  });

  it('sees what enters, changes and leaves its view', async () => {
    const agency = `agency-us-${subscribe === overWebSocket ? 'socket' : 'stream'}`;
    await editor.record('registerAgency', { record: agency, name: 'Another agency', jurisdiction: 'STATE' });
    const incident = idOf(await editor.record('reportIncident', incidentInput(room.source)));
    const cursor = await present();
    const fact = { occurred: on('2026-01-14'), sources: [{ source: room.source }] };
    const open = await editor.record('openInvestigation', {
      ...fact,
      incidents: [incident],
      kind: { code: 'INDEPENDENT' },
      lead: agency,
    });
    const inquiry = idOf(open);
    const joined = await editor.record('recordEvidenceAccess', { ...room.access(), record: inquiry, access: 'DENIED' });
    const closed = await editor.record('closeInvestigation', {
      ...fact,
      record: inquiry,
      outcome: 'NO_CHARGES',
      occurred: on('2026-02-01'),
    });
    const filter = { status: { in: ['OPEN'] } };
    const subscription = subscribe<Change>(server.url, CHANGES, { after: cursor, filter });
    const items = await subscription.arrived(3);
    await subscription.drop();
    expect(items.map(({ change, entry, incident: { id } }) => [change, entry.id, id])).toEqual([
      ['ENTERED', open.entry, incident],
      ['CHANGED', joined.entry, incident],
      ['LEFT', closed.entry, incident],
    ]);
  });

  it('sees an incident leave that is retracted, and one that is merged', async () => {
    const retracted = idOf(await editor.record('reportIncident', incidentInput(room.source)));
    const merged = idOf(await editor.record('reportIncident', incidentInput(room.source)));
    const cursor = await present();
    const reason = { text: 'It is on record already.' };
    await editor.record('retractRecord', {
      record: retracted,
      because: 'DUPLICATE',
      duplicateOf: room.incident,
      reason,
    });
    await editor.record('mergeIncident', { record: merged, into: room.incident, reason });
    const subscription = subscribe<Change>(server.url, CHANGES, { after: cursor });
    const items = await subscription.arrived(3);
    await subscription.drop();
    // The canonical one changes with the merge: facts of both are shown.
    expect(items.map(({ change, incident: { id } }) => [change, id])).toEqual([
      ['LEFT', retracted],
      ...[
        ['LEFT', merged],
        ['CHANGED', room.incident],
      ].sort(([, a], [, b]) => (a! < b! ? -1 : 1)),
    ]);
  });

  it('is told that a filter does not exist', async () => {
    const subscription = subscribe<Change>(server.url, CHANGES, { filter: { weather: 'COLD' } });
    await expect(subscription.arrived(1)).rejects.toThrow('BAD_USER_INPUT');
  });

  it('is told that no incident can be what it asks for', async () => {
    const subscription = subscribe<Change>(server.url, CHANGES, { filter: { kind: { in: ['SHOOTNG'] } } });
    await expect(subscription.arrived(1)).rejects.toThrow('INVALID_QUERY');
  });

  it('is told that a cursor is none', async () => {
    const subscription = subscribe<LogItem>(server.url, LOG, { after: 'nonsense' });
    await expect(subscription.arrived(1)).rejects.toThrow('INVALID_CURSOR');
  });

  it('is told that a cursor is of another log', async () => {
    const other = await startFreshServer();
    const { cursor } = await other.client().ask<{ cursor: string }>('{ cursor }');
    await other.stop();
    const subscription = subscribe<LogItem>(server.url, LOG, { after: cursor });
    await expect(subscription.arrived(1)).rejects.toThrow('INVALID_CURSOR');
  });
});

describe('a browser that follows an event stream', () => {
  /** What an `EventSource` does: the same address each time, and how far it came in a header. */
  async function follow(after: string | null, events: number, lastEventId?: string) {
    const address = new URL(`${server.url}/graphql/stream`);
    address.searchParams.set('query', LOG);
    address.searchParams.set('variables', JSON.stringify({ after }));
    const leaving = new AbortController();
    const { body } = await fetch(address, {
      headers: { accept: 'text/event-stream', ...(lastEventId ? { 'last-event-id': lastEventId } : {}) },
      signal: leaving.signal,
    });
    const items: LogItem[] = [];
    const ids: string[] = [];
    let text = '';
    for await (const part of body!.pipeThrough(new TextDecoderStream())) {
      text += part;
      const blocks = text.split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) {
        const id = /^id: (.*)$/m.exec(block)?.[1];
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (id) ids.push(id);
        if (data) items.push((JSON.parse(data) as { data: { logEvents: LogItem } }).data.logEvents);
      }
      if (items.length >= events && ids.length > events) break;
    }
    leaving.abort();
    return { items, ids };
  }

  it('goes on by itself after the last event that it had, though it asks for what it asked first', async () => {
    const cursor = await present();
    const recorded = [await access(), await access(), await access()];
    const first = await follow(cursor, 2);
    expect(first.items.slice(0, 2).map(({ entry }) => entry.id)).toEqual(recorded.slice(0, 2));
    expect(first.ids).toEqual([cursor, ...first.items.map((item) => item.cursor)]);
    const second = await follow(cursor, 1, first.items[1]!.cursor);
    expect(second.items[0]!.entry.id).toBe(recorded[2]);
  });

  it('that had no event yet knows from where it waits', async () => {
    const { ids } = await follow(await present(), 0);
    const next = await access();
    const { items } = await follow(null, 1, ids[0]);
    expect(items[0]!.entry.id).toBe(next);
  });

  it('goes on where it asks to, if that is later than what it had', async () => {
    const had = await present();
    await access();
    const later = await present();
    const next = await access();
    const { items } = await follow(later, 1, had);
    expect(items[0]!.entry.id).toBe(next);
  });
});

describe('subscribers without a token', () => {
  it('learn that actors and tokens changed, and not who', async () => {
    const cursor = await present();
    await administratorOf(server).record('registerActor', { kind: 'HUMAN', name: 'Ada Testperson', reason: WHY });
    const query = `subscription ($after: String) {
      logEvents(after: $after) { cursor entry { id index type recorded current } }
    }`;
    const subscription = overWebSocket<LogItem>(server.url, query, { after: cursor });
    const [item] = await subscription.arrived(1);
    await subscription.drop();
    expect(item).toMatchObject({ entry: { type: 'ActorRegistered', recorded: null, current: null } });
  });
});
