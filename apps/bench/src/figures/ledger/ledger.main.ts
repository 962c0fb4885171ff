import { hash, randomInt } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ed25519Signer,
  eventProof,
  FileLedgerReader,
  NodeDisk,
  parseEntryBundle,
  ReadingThreads,
  Sealer,
  verifyLedger,
} from '#ledger';
import { SqliteHeadStore } from '#ledger/sqlite';
import { SqliteEventStore } from '#event-store/sqlite';
import type { LogPlace } from '../../../../shared/src/log/log.place.js';
import { percentile } from '../../measure/statistics.js';
import { stopwatch } from '../../measure/stopwatch.js';

export interface LedgerQuestion {
  readonly log: string;
  /** Empty. */
  readonly folder: string;
  /** Events of the log. */
  readonly events: number;
}

export interface LedgerAnswer {
  /** Entries per second. */
  readonly sealed: number;
  readonly hashed: number;
  readonly verified: number;
  readonly verifiedWithLog: number;
  /** Milliseconds. */
  readonly proofMedian: number;
  readonly proofP99: number;
  /** Bytes a leaf, without the entries. */
  readonly storage: number;
  /** Most that this process ever held, MiB. */
  readonly residentMib: number;
}

const PROOFS = 2_000;
const { log: file, folder, events } = JSON.parse(process.argv[2]!) as LedgerQuestion;
const log = await SqliteEventStore.open({ file, readOnly: true });
const ahead = new ReadingThreads({
  url: new URL('../../../../shared/src/log/log.adapter.js', import.meta.url).href,
  options: { kind: 'FILE', file } satisfies LogPlace,
});
const head = await SqliteHeadStore.open({ file: join(folder, 'head.db') });
const disk = new NodeDisk(folder);
const reader = new FileLedgerReader(new NodeDisk(folder, { readOnly: true }), head);

async function seal(): Promise<number> {
  const signers = [ed25519Signer('bench.example/log', Buffer.alloc(32, 1))];
  const sealer = new Sealer({ log, ahead, head, disk, origin: 'bench.example/log', signers });
  const elapsed = stopwatch();
  sealer.start();
  while (sealer.status().size < events) {
    const status = sealer.status();
    if ('problem' in status) throw new Error(`sealing does not go on: ${status.problem}`);
    await sleep(5);
  }
  const seconds = elapsed();
  await sealer.stop();
  return events / seconds;
}

/** The raw limit: SHA-256 of every entry and nothing else; reading them is not timed. */
async function hashAll(): Promise<{ perSecond: number; ids: string[] }> {
  let seconds = 0;
  const ids: string[] = [];
  for (let first = 0; first < events; first += 256) {
    const width = Math.min(256, events - first);
    const entries = parseEntryBundle(await reader.entryBundle(first / 256, width), width);
    const elapsed = stopwatch();
    for (const entry of entries) hash('sha256', entry, 'buffer');
    seconds += elapsed();
    ids.push((JSON.parse(String(entries[randomInt(width)])) as { id: string }).id);
  }
  return { perSecond: events / seconds, ids };
}

async function verify(withLog: boolean): Promise<number> {
  const elapsed = stopwatch();
  const { holds, size } = await verifyLedger(reader, withLog ? { log, ahead } : {});
  if (!holds || size !== events) throw new Error('the ledger that was just sealed does not hold');
  return events / elapsed();
}

async function prove(ids: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; n < PROOFS; n++) {
    const elapsed = stopwatch();
    if (!(await eventProof(reader, ids[n % ids.length]!))) throw new Error('an entry that was sealed has no proof');
    times.push(elapsed() * 1_000);
  }
  return times;
}

const sealed = await seal();
const { perSecond: hashed, ids } = await hashAll();
const verified = await verify(false);
const residentMib = process.resourceUsage().maxRSS / 1_024;
const verifiedWithLog = await verify(true);
const times = await prove(ids);
await log.close();
await head.close();
disk.close();
const kept = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => !/^entries.\d+$/.test(name));
const bytes = kept
  .map((name) => statSync(join(folder, name)))
  .reduce((sum, stats) => sum + (stats.isFile() ? stats.size : 0), 0);
process.send!({
  sealed,
  hashed,
  verified,
  verifiedWithLog,
  proofMedian: percentile(times, 50),
  proofP99: percentile(times, 99),
  storage: bytes / events,
  residentMib,
} satisfies LedgerAnswer);
