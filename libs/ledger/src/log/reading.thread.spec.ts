import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StorePosition } from '#event-store';
import { SqliteEventStore } from '#event-store/sqlite';
import { leafOf } from '#catalogue/form';
import { storedEvents } from '../sealer/testing/memory.log.js';
import { ReadingThreads } from './reading.thread.js';
import type { LeafPage } from './leaf.page.js';
import { AHEAD, HELD, LEAVES } from './reading.messages.js';
import type { Reading } from './reading.port.js';

/** More pages than are made ahead, so that it has to wait; the last is not full. */
const COUNT = LEAVES * (AHEAD + 4) + 100;
const BEGINNING = 0n as StorePosition;
const adapter = (name: string) => new URL(`../../../../apps/shared/src/log/${name}.js`, import.meta.url).href;
const moment = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('a thread that reads a log', () => {
  const events = storedEvents(COUNT);
  let folder: string;
  let file: string;
  let reading: Reading;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'on-record-reading-'));
    file = join(folder, 'log.db');
    const log = await SqliteEventStore.open({ file });
    await log.restore(events);
    await log.close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const start = (url = adapter('log.adapter')) =>
    (reading = new ReadingThreads({ url, options: { kind: 'FILE', file } }).start(true));
  afterEach(() => reading.stop());

  it('hands over every leaf after a position, in order, and then ends', async () => {
    start();
    while (!reading.isReady) await moment();
    const leaves: string[] = [];
    let after = BEGINNING;
    for await (const page of reading.pages(BEGINNING)) {
      const bytes = Buffer.from(page.bytes);
      page.ends.forEach((end, n) => leaves.push(bytes.toString('utf8', n === 0 ? 0 : page.ends[n - 1], end)));
      if (leaves.length < COUNT / 2) after = page.positions.at(-1) as StorePosition;
      expect(page.whole.size).toBe(0);
    }
    expect(leaves).toEqual(events.map(leafOf));
    let rest = 0;
    for await (const { ids } of reading.pages(after)) rest += ids.length;
    expect(rest).toBe(COUNT - Number(after));
  });

  it('leaves a page as it is until the next but one is asked for, and then uses its memory again', async () => {
    start();
    while (!reading.isReady) await moment();
    const pages: LeafPage[] = [];
    for await (const page of reading.pages(BEGINNING)) {
      pages.push(page);
      const lengths = pages.map(({ bytes }) => bytes.length);
      expect(lengths.slice(-HELD).every((length) => length > 0)).toBe(true);
      expect(lengths.slice(0, -HELD).every((length) => length === 0)).toBe(true);
    }
    expect(pages).toHaveLength(AHEAD + 5);
  });

  it('ends where it is aborted', async () => {
    start();
    while (!reading.isReady) await moment();
    const abort = new AbortController();
    let pages = 0;
    for await (const _ of reading.pages(BEGINNING, abort.signal)) {
      pages += 1;
      abort.abort();
    }
    expect(pages).toBe(1);
  });

  it('is never ready where the log cannot be opened, and harms nobody', async () => {
    start(adapter('no-such.adapter'));
    const since = performance.now();
    // As long as it takes to fail: an error that nobody listens to would end the process.
    while (performance.now() - since < 400) {
      await moment();
      expect(reading.isReady).toBe(false);
    }
    for await (const page of reading.pages(BEGINNING)) expect(page).toBeUndefined();
  });
});
