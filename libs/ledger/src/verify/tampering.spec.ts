import { jest } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { FileLedgerReader, NodeDisk, Sealer, takeLedgerFolder, verifyLedger } from '#ledger';
import { SqliteHeadStore } from '#ledger/sqlite';
import { SqliteEventStore } from '#event-store/sqlite';
import { ReadingHere } from '../log/testing/reading.here.js';
import { MemoryLog, storedEvent, storedEvents } from '../sealer/testing/memory.log.js';
import { ORIGIN, parts, sealAll, SIGNER } from '../sealer/testing/sealing.harness.js';

/** Milliseconds; thousands of small trees, on machines that may have two busy cores. */
jest.setTimeout(120_000);

const COUNT = 300;
const id = (n: number) => storedEvent(n).id;

/** A log and its ledger in files, as the embedded mode has them, and an insider with the database open. */
describe('an insider who', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'on-record-insider-'));
    file = join(folder, 'log.db');
    const log = await SqliteEventStore.open({ file });
    await log.restore(storedEvents(COUNT));
    await seal(log);
    await log.close();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function seal(log: SqliteEventStore): Promise<void> {
    const { disk, release } = takeLedgerFolder(join(folder, 'ledger'));
    const head = await SqliteHeadStore.open({ file: join(folder, 'ledger', 'head.db') });
    const sealer = new Sealer({ log, head, disk, origin: ORIGIN, signers: [SIGNER], within: 10 });
    sealer.start();
    while (sealer.status().size < COUNT) await new Promise((resolve) => setTimeout(resolve, 5));
    await sealer.stop();
    await head.close();
    release();
  }

  /** What is found after some SQL, the triggers that keep the log as it is taken away meanwhile. */
  async function foundAfter(
    tamper: (db: DatabaseSync, position: (n: number) => number) => void,
    messages: string[] = [],
  ): Promise<string[]> {
    const db = new DatabaseSync(file);
    const triggers = db.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all();
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${String(name)}`);
    const rows = db.prepare('SELECT position FROM events ORDER BY position').all();
    tamper(db, (n) => Number(rows[n]!['position']));
    for (const { sql } of triggers) db.exec(String(sql));
    db.close();
    const log = await SqliteEventStore.open({ file, readOnly: true });
    const head = await SqliteHeadStore.open({ file: join(folder, 'ledger', 'head.db'), readOnly: true });
    const reader = new FileLedgerReader(new NodeDisk(join(folder, 'ledger'), { readOnly: true }), head);
    const { findings } = await verifyLedger(reader, { log });
    // Whoever reads the log for it, the same is found.
    expect((await verifyLedger(reader, { log, ahead: new ReadingHere(log, 1) })).findings).toEqual(findings);
    await log.close();
    await head.close();
    messages.push(...findings.map(({ message }) => message));
    return findings.map(({ kind, eventId }) => `${kind} ${eventId}`);
  }

  it('does nothing is not accused', () => expect(foundAfter(() => {})).resolves.toEqual([]));

  it('edits a row is found', () =>
    expect(
      foundAfter((db, row) =>
        db.prepare(`UPDATE events SET data = replace(data, '"n":150', '"n":151') WHERE position = ?`).run(row(150)),
      ),
    ).resolves.toEqual([`CHANGED ${id(150)}`]));

  it.each([
    ['data', '{"n":150', 'its data is no JSON', ['CHANGED', 'TEXT']],
    ['metadata', '', 'its metadata is no JSON', ['CHANGED']],
    ['metadata', '[1]', 'it has no form of an event', ['CHANGED']],
  ])('leaves a row whose %s is %j is found', async (column, text, why, kinds) => {
    const messages: string[] = [];
    const found = await foundAfter(
      (db, row) => db.prepare(`UPDATE events SET ${column} = ? WHERE position = ?`).run(text, row(150)),
      messages,
    );
    expect(found).toEqual(kinds.map((kind) => `${kind} ${id(150)}`));
    expect(messages[0]).toContain(`entry 150: SummaryWritten ${id(150)}`);
    expect(messages[0]).toContain(`cannot be read from the log any more: ${why}`);
  });

  it('appends a row that cannot be read is found', () =>
    expect(
      foundAfter((db, row) =>
        db
          .prepare(
            `INSERT INTO events (id, stream, revision, type, schema, recorded_at, data, metadata)
             SELECT ?, stream, ?, type, schema, recorded_at, data, '{' FROM events WHERE position = ?`,
          )
          .run(id(301), Math.floor((COUNT - 1) / 7) + 1, row(COUNT - 1)),
      ),
    ).resolves.toEqual([`EXTRA ${id(301)}`]));

  it('edits a title is found', () =>
    expect(
      foundAfter((db, row) =>
        db.prepare(`UPDATE events SET data = replace(data, 'number 150', 'nothing') WHERE position = ?`).run(row(150)),
      ),
    ).resolves.toEqual([`TEXT ${id(150)}`]));

  it('deletes a row is found', () =>
    expect(foundAfter((db, row) => db.prepare('DELETE FROM events WHERE position = ?').run(row(150)))).resolves.toEqual(
      [`MISSING ${id(150)}`],
    ));

  it('deletes the end is found', async () => {
    const found = await foundAfter((db, row) => db.prepare('DELETE FROM events WHERE position >= ?').run(row(297)));
    expect(found).toEqual([297, 298, 299].map((n) => `MISSING ${id(n)}`));
  });

  it('swaps two rows is found', async () => {
    const found = await foundAfter((db, row) => {
      const move = db.prepare('UPDATE events SET position = ? WHERE position = ?');
      move.run(-1, row(150));
      move.run(row(150), row(153));
      move.run(row(153), -1);
    });
    expect(found).toContain(`REORDERED ${id(150)}`);
    expect(found).toContain(`REORDERED ${id(153)}`);
  });
});

describe('a bit that flipped', () => {
  it('anywhere in entries or tiles is found', async () => {
    const on = parts({ log: new MemoryLog(storedEvents(COUNT)) });
    await sealAll(on);
    const reader = new FileLedgerReader(on.disk, on.head);
    const files = [...on.disk.files].filter(([name]) => /^(entries.\d+|tiles.*)$/.test(name));
    expect(files.length).toBe(3);
    await fc.assert(
      fc.asyncProperty(fc.nat(files.length - 1), fc.nat(), fc.nat(7), async (n, at, bit) => {
        const { bytes } = files[n]![1];
        bytes[at % bytes.length]! ^= 1 << bit;
        const found = await verifyLedger(reader).then(
          ({ findings }) => findings.map(({ message }) => message),
          (error: Error) => [error.message],
        );
        bytes[at % bytes.length]! ^= 1 << bit;
        expect(found.length).toBeGreaterThan(0);
        expect(found[0]).toMatch(/entry|hash|bundle|entries/);
      }),
      { numRuns: 60 },
    );
    await expect(verifyLedger(reader)).resolves.toMatchObject({ holds: true });
  });
});
