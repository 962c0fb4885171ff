import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  consistencyProof,
  ed25519Signer,
  eventProof,
  FileLedgerReader,
  formatTilePath,
  formatTlogProof,
  NodeDisk,
  Sealer,
  takeLedgerFolder,
  tilePathOf,
  tilesOf,
  TILE_WIDTH,
} from '#ledger';
import { SqliteHeadStore } from '#ledger/sqlite';
import { MemoryLog, storedEvent } from '../../libs/ledger/src/sealer/testing/memory.log.js';

/** Makes a ledger and lays out what `/log` serves as files, for programs that we did not write. */
const [folder, count = '65600'] = process.argv.slice(2);
if (!folder) throw new Error('usage: make-ledger <empty folder> [entries]');
const size = Number(count);
const ORIGIN = 'example.org/on-record';
const signer = ed25519Signer(ORIGIN, Buffer.alloc(32, 7));

const events = Array.from({ length: size }, (_, n) => storedEvent(n));
const { disk, release } = takeLedgerFolder(join(folder, 'ledger'));
const head = await SqliteHeadStore.open({ file: join(folder, 'ledger', 'head.db') });
const sealer = new Sealer({
  log: new MemoryLog(events),
  head,
  disk,
  origin: ORIGIN,
  signers: [signer],
  batch: 4_099,
  within: 100,
});
sealer.start();
while (sealer.status().size < size) {
  if (sealer.status().state === 'ALARM') throw new Error(JSON.stringify(sealer.status()));
  await new Promise((resolve) => setTimeout(resolve, 20));
}
await sealer.stop();

const put = (path: string, content: Uint8Array | string) => {
  const file = join(folder, 'log', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
};
const reader = new FileLedgerReader(new NodeDisk(join(folder, 'ledger'), { readOnly: true }), head);
put('vkey', `${signer.vkey}\n`);
put('checkpoint', (await reader.checkpoint())!);
const sizes: number[] = [];
for await (const checkpoint of reader.checkpointSizes()) sizes.push(checkpoint);
for (const at of sizes) {
  put(`checkpoints/${at}`, (await reader.checkpointAt(at))!);
  for (const tile of tilesOf(at)) put(tilePathOf(tile), await reader.tile(tile));
  for (const from of sizes.filter((older) => older < at)) {
    const { hashes } = await consistencyProof(reader, from, at);
    put(`consistency/${from}-${at}`, hashes.map((hash) => `${hash.toString('base64')}\n`).join(''));
  }
}
for (let first = 0; first < size; first += TILE_WIDTH) {
  const [index, width] = [first / TILE_WIDTH, Math.min(TILE_WIDTH, size - first)];
  put(formatTilePath({ kind: 'entries', index, width }), await reader.entryBundle(index, width));
}
for (let n = 0; n < size; n += 97) put(`proofs/${n}`, formatTlogProof((await eventProof(reader, events[n]!.id))!));
await head.close();
release();
process.stdout.write(`${size} entries, ${sizes.length} checkpoints\n`);
