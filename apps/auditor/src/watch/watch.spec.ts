import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredEvent } from '#domain';
import { ed25519Signer, FileLedgerReader, type Signer, type Verifier } from '#ledger';
import { MemoryLog, storedEvent, storedEvents } from '../../../../libs/ledger/src/sealer/testing/memory.log.js';
import { ORIGIN, parts, sealAll, SIGNER } from '../../../../libs/ledger/src/sealer/testing/sealing.harness.js';
import { composeText } from '../../../../libs/ledger/src/sealer/testing/text.js';
import { keptCheckpoints } from '../verify/kept.checkpoints.js';
import { LogWatcher, type Observation } from './log.watcher.js';
import { StateFile } from './state.file.js';
import { EMPTY_STATE, type WatchState, withCheckpoint } from './watch.state.js';
import type { Growth, WatchedServer } from './watched.server.js';

const MINUTE = 60_000;

/** A server of a ledger in memory, which can be put in the place of another. */
class Published implements WatchedServer {
  on = parts();
  isAway = false;
  told: Partial<Growth> = {};
  constructor(readonly url = 'https://record.example') {}

  get reader() {
    if (this.isAway) throw new Error('connect ECONNREFUSED');
    return new FileLedgerReader(this.on.disk, this.on.head);
  }

  /** The ledger becomes one of these events, sealed anew from the first. */
  async hold(events: readonly StoredEvent[], signer: Signer = SIGNER): Promise<this> {
    this.on = parts({ log: new MemoryLog([...events]) });
    await sealAll(this.on, { signers: [signer], batch: 100 });
    return this;
  }

  async grow(events: readonly StoredEvent[], signers: readonly Signer[] = [SIGNER]): Promise<void> {
    this.on.log.push(...events);
    await sealAll(this.on, { signers });
  }

  async growth(): Promise<Growth> {
    const { events } = this.on.log;
    const newest = events.map(({ recordedAt }, index) => ({ index, recordedAt })).slice(-100);
    return { entries: events.length, newest, state: 'LIVE', problem: null, ...this.told };
  }

  async rotations() {
    const all = this.on.log.events.map((event, index) => ({ index, event }));
    return all.filter(({ event }) => event.type === 'SigningKeyRotated');
  }
}

function watching(servers: readonly Published[], given: readonly Verifier[] = [], before: WatchState = EMPTY_STATE) {
  const clock = { now: Date.parse('2026-01-02T00:00:00Z') };
  const seen = { state: before };
  const watcher = new LogWatcher(servers, before, {
    given,
    stall: MINUTE,
    patience: 0,
    now: () => clock.now,
    save: (state) => void (seen.state = state),
  });
  const look = async () => (await watcher.look()).map(short);
  return { clock, seen, look };
}

const short = (observation: Observation): string => {
  if (observation.outcome === 'HOLDS') return `HOLDS ${observation.size}`;
  return observation.outcome === 'ALARM' ? observation.alarm.kind : observation.outcome;
};

const events = storedEvents(700);
const rewritten = events.map((event, n) => (n === 5 ? storedEvent(5, { type: 'Rewritten' }) : event));
const stranger = ed25519Signer(ORIGIN, Buffer.alloc(32, 77));

const rotation = (n: number, to: Signer, from?: Signer): StoredEvent => {
  const key = ({ verifier }: Signer) => verifier.publicKey.toString('base64');
  const data = { name: ORIGIN, publicKey: key(to), ...(from && { replaces: key(from) }) };
  const own = storedEvent(n);
  return { ...own, stream: 'log', revision: n, type: 'SigningKeyRotated', ...composeText(own.id, data, '/data') };
};

describe('watching a server', () => {
  it('that grows honestly raises no alarm, and all that was seen is remembered', async () => {
    const server = await new Published().hold(events.slice(0, 100));
    const { look, seen } = watching([server]);
    expect(await look()).toEqual(['HOLDS 100']);
    await server.grow(events.slice(100, 400));
    expect(await look()).toEqual(['HOLDS 400']);
    expect(await look()).toEqual(['HOLDS 400']);
    expect(seen.state).toMatchObject({
      keys: [{ vkey: SIGNER.vkey, because: 'FIRST_SEEN' }],
      checkpoints: [{ server: server.url }, { server: server.url }],
      alarms: [],
    });
  });

  it.each([
    ['at the same size', 400],
    ['and grew', 700],
  ])('tells a history that was rewritten and signed again with the same key, %s', async (_, size) => {
    const server = await new Published().hold(events.slice(0, 400));
    const { look, seen } = watching([server]);
    await look();
    await server.hold(rewritten.slice(0, size));
    expect(await look()).toEqual(['REWRITE']);
    expect(await look()).toEqual(['REWRITE']);
    // Once, with the two notes that cannot both be true.
    expect(seen.state.alarms).toEqual([
      expect.objectContaining({ kind: 'REWRITE', evidence: [expect.any(String), expect.any(String)] }),
    ]);
    expect(seen.state.checkpoints).toHaveLength(1);
  });

  it('tells a rewrite after a restart, by what it remembers', async () => {
    const server = await new Published().hold(events.slice(0, 400));
    const { look, seen } = watching([server]);
    await look();
    const { look: again } = watching([await server.hold(rewritten)], [], seen.state);
    expect(await again()).toEqual(['REWRITE']);
  });

  it('tells last week’s backup', async () => {
    const server = await new Published().hold(events.slice(0, 400));
    const { look } = watching([server]);
    await look();
    await server.hold(events.slice(0, 300));
    expect(await look()).toEqual(['REWRITE']);
    await server.grow(events.slice(300, 500));
    expect(await look()).toEqual(['HOLDS 500']);
  });

  it('tells a fork between servers of one log, and none where one is merely late', async () => {
    const [one, late] = [await new Published('https://one').hold(events), new Published('https://late')];
    await late.hold(events.slice(0, 300));
    const { look } = watching([one, late]);
    expect(await look()).toEqual(['HOLDS 700', 'HOLDS 300']);
    await late.grow(events.slice(300, 500));
    expect(await look()).toEqual(['HOLDS 700', 'HOLDS 500']);
    const forked = await new Published('https://forked').hold(rewritten.slice(0, 300));
    expect(await watching([one, forked]).look()).toEqual(['HOLDS 700', 'FORK']);
    await forked.hold(rewritten);
    expect(await watching([one, forked]).look()).toEqual(['HOLDS 700', 'FORK']);
  });

  it('tells a log that grows and is not sealed, once that has lasted', async () => {
    const server = await new Published().hold(events.slice(0, 100));
    const { look, clock } = watching([server]);
    await look();
    server.told = { entries: 101, newest: [{ index: 100, recordedAt: new Date(clock.now - 1_000).toISOString() }] };
    expect(await look()).toEqual(['HOLDS 100']);
    clock.now += MINUTE;
    expect(await look()).toEqual(['STALL']);
    server.told = {};
    expect(await look()).toEqual(['HOLDS 100']);
    server.told = { state: 'BEHIND', problem: 'the log has 90 entries' };
    expect(await look()).toEqual(['STALL']);
  });

  it('tells at once of entries that have long been recorded and are not sealed', async () => {
    const server = await new Published().hold(events.slice(0, 100));
    server.on.log.push(storedEvent(100, { recordedAt: '2026-01-01T00:00:00.000Z' }));
    expect(await watching([server]).look()).toEqual(['STALL']);
  });

  it('cannot tell of a server that does not answer, and raises an alarm when that lasts', async () => {
    const server = await new Published().hold(events.slice(0, 100));
    const { look, clock } = watching([server]);
    await look();
    server.isAway = true;
    expect(await look()).toEqual(['CANNOT_TELL']);
    clock.now += MINUTE;
    expect(await look()).toEqual(['STALL']);
    server.isAway = false;
    expect(await look()).toEqual(['HOLDS 100']);
  });

  it('does not believe a key that it does not know, nor a signature that is wrong', async () => {
    const server = await new Published().hold(events.slice(0, 100));
    expect(await watching([server], [stranger.verifier]).look()).toEqual(['KEY']);
    const { look } = watching([server], [SIGNER.verifier]);
    expect(await look()).toEqual(['HOLDS 100']);
    await server.hold(events.slice(0, 200), stranger);
    expect(await look()).toEqual(['KEY']);
    await server.hold(events.slice(0, 200));
    const checkpoint = server.on.disk.files.get('checkpoint')!;
    checkpoint.bytes = Buffer.from(String(checkpoint.bytes).replace('\n200\n', '\n201\n'));
    expect(await look()).toEqual(['SIGNATURE']);
    checkpoint.bytes = Buffer.from('nonsense');
    expect(await look()).toEqual(['SIGNATURE']);
  });

  it('follows a new key that the record names under the old one, and no other', async () => {
    const next = ed25519Signer(ORIGIN, Buffer.alloc(32, 10));
    const server = await new Published().hold(events.slice(0, 100));
    const { look, seen } = watching([server]);
    await look();
    await server.grow([rotation(100, SIGNER), rotation(101, next, SIGNER)], [next, SIGNER]);
    await server.grow([storedEvent(102)], [next]);
    expect(await look()).toEqual(['HOLDS 103']);
    expect(seen.state.keys).toContainEqual({ vkey: next.vkey, because: 'VOUCHED' });
    // The stranger says so itself, under its own key alone.
    await server.grow([rotation(103, stranger, next)], [stranger]);
    expect(await look()).toEqual(['KEY']);
  });

  it('tells another log in the place of the one that is watched', async () => {
    const server = await new Published().hold(events.slice(0, 100));
    const { look } = watching([server]);
    await look();
    const other = ed25519Signer('example.org/other', Buffer.alloc(32, 9));
    server.on = parts({ log: new MemoryLog(events.slice(0, 100)) });
    await sealAll(server.on, { origin: other.name, signers: [other] });
    expect(await look()).toEqual(['ORIGIN']);
  });
});

describe('what a watcher remembers', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'on-record-watch-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is there after a restart, and is taken by verify as what was kept', async () => {
    const server = await new Published().hold(events.slice(0, 100));
    const { look, seen } = watching([server]);
    await look();
    const path = join(folder, 'state.json');
    new StateFile(path).save(seen.state);
    expect(new StateFile(path).load()).toEqual(seen.state);
    expect(keptCheckpoints(path)).toEqual([await server.reader.checkpoint()]);
  });

  it.each([
    ['cut short', (text: string) => text.slice(0, text.length / 2)],
    ['of another program', () => '{}'],
    ['with a checkpoint that is none', (text: string) => text.replace('\\n100\\n', '\\nx\\n')],
    ['empty', () => ''],
  ])('is not begun anew unasked where it is %s', async (_, spoil) => {
    const { look, seen } = watching([await new Published().hold(events.slice(0, 100))]);
    await look();
    const path = join(folder, 'state.json');
    new StateFile(path).save(seen.state);
    writeFileSync(path, spoil(readFileSync(path, 'utf8')));
    expect(() => new StateFile(path).load()).toThrow(/cannot be used .*Restore it/);
  });

  it('stays small: of what is old one checkpoint a day', () => {
    const note = (size: number) =>
      `${ORIGIN}\n${size}\n${Buffer.alloc(32).toString('base64')}\n\n— ${ORIGIN} AAAAAAAA\n`;
    let state = EMPTY_STATE;
    const start = Date.parse('2026-01-01T00:00:00Z');
    for (let n = 1; n <= 600; n++)
      state = withCheckpoint(state, {
        note: note(n),
        seenAt: new Date(start + n * 3_600_000).toISOString(),
        server: 'a',
      });
    expect(state.checkpoints.length).toBeLessThan(256 + 17);
    expect(state.checkpoints[0]!.note).toBe(note(1));
    expect(state.checkpoints.at(-1)!.note).toBe(note(600));
  });
});
