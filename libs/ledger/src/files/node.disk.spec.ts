import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  eventProof,
  FileLedgerReader,
  LedgerFileError,
  NodeDisk,
  Sealer,
  takeLedgerFolder,
  verifyTlogProof,
} from '#ledger';
import { SqliteHeadStore } from '#ledger/sqlite';
import { leavesOfEvents, ORIGIN, SIGNER } from '../sealer/testing/sealing.harness.js';
import { MemoryLog, storedEvents } from '../sealer/testing/memory.log.js';

describe('the folder of a ledger', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'on-record-ledger-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps what it is given, and cuts and replaces whole', async () => {
    const disk = new NodeDisk(join(folder, 'a', 'b'));
    disk.append('tiles/0/000000', Buffer.from('one'));
    disk.append('tiles/0/000000', Buffer.from('two'));
    await disk.sync('tiles/0/000000');
    expect(disk.read('tiles/0/000000', 2, 3).toString()).toBe('etw');
    disk.truncate('tiles/0/000000', 4);
    disk.append('tiles/0/000000', Buffer.from('!'));
    expect(disk.read('tiles/0/000000', 0, 5).toString()).toBe('onet!');
    disk.replace('checkpoint', Buffer.from('first'));
    disk.replace('checkpoint', Buffer.from('second'));
    expect(disk.read('checkpoint', 0, disk.size('checkpoint')).toString()).toBe('second');
    disk.truncate('checkpoint', 0);
    expect(existsSync(join(folder, 'a', 'b', 'checkpoint'))).toBe(false);
    expect(disk.size('nothing')).toBe(0);
    expect(statSync(join(folder, 'a', 'b', 'tiles')).mode & 0o777).toBe(0o700);
    disk.close();
  });

  it('holds more files than may be open', () => {
    const disk = new NodeDisk(folder);
    for (let n = 0; n < 200; n++) disk.append(`f${n}`, Buffer.from(`${n}`));
    for (let n = 0; n < 200; n++) disk.append(`f${n}`, Buffer.from('!'));
    for (let n = 0; n < 200; n++) expect(disk.read(`f${n}`, 0, disk.size(`f${n}`)).toString()).toBe(`${n}!`);
    disk.close();
  });

  it('says which file is too short, and what to do where it may not be used', () => {
    const disk = new NodeDisk(folder);
    disk.append('short', Buffer.from('abc'));
    expect(() => disk.read('short', 1, 9)).toThrow(`${join(folder, 'short')}: it has 3 bytes, and 10 are expected`);
    expect(() => disk.read('missing', 0, 1)).toThrow(LedgerFileError);
    writeFileSync(join(folder, 'file'), '');
    expect(() => disk.append('file/within', Buffer.from('x'))).toThrow(LedgerFileError);
    if (process.getuid?.() !== 0) {
      chmodSync(join(folder, 'short'), 0);
      expect(() => new NodeDisk(folder, { readOnly: true }).read('short', 0, 1)).toThrow('check the owner');
    }
    disk.close();
  });

  it('is one sealer’s at a time', () => {
    const first = takeLedgerFolder(folder);
    expect(() => takeLedgerFolder(folder)).toThrow('another process seals here');
    first.release();
    takeLedgerFolder(folder).release();
  });

  it('holds a ledger that its reader sees grow', async () => {
    const events = storedEvents(70_000);
    const log = new MemoryLog(events.slice(0, 65_500));
    const { disk, release } = takeLedgerFolder(folder);
    const head = await SqliteHeadStore.open({ file: join(folder, 'head.db') });
    const reader = new FileLedgerReader(new NodeDisk(folder, { readOnly: true }), head);
    const check = async (indices: number[], size: number) => {
      for (const index of indices) {
        const proof = (await eventProof(reader, events[index]!.id))!;
        expect(proof.index).toBe(index);
        expect(verifyTlogProof(proof, leavesOfEvents([events[index]!])[0]!, [SIGNER.verifier]).size).toBe(size);
      }
    };
    const until = async (size: number) => {
      const sealer = new Sealer({ log, head, disk, origin: ORIGIN, signers: [SIGNER], within: 10 });
      sealer.start();
      while (sealer.status().state !== 'LIVE' || sealer.status().size < size)
        await new Promise((resolve) => setTimeout(resolve, 5));
      await sealer.stop();
    };
    await until(65_500);
    await check([0, 255, 256, 40_000, 65_499], 65_500);
    log.push(...events.slice(65_500));
    await until(70_000);
    await check([0, 255, 256, 40_000, 65_499, 65_535, 65_536, 69_999], 70_000);
    await expect(reader.tile({ level: 2, index: 0, width: 1 })).resolves.toHaveLength(32);
    const files = (name: string) => statSync(join(folder, name)).size;
    const beside = files('tiles/0/000000') + files('ids/000000') + files('tiles/1/000000') + files('entries/bundles');
    expect(beside / 65_536).toBeLessThan(38.5);
    expect(readFileSync(join(folder, 'checkpoint'), 'utf8')).toBe(await reader.checkpoint());
    await head.close();
    release();
  }, 120_000);
});
