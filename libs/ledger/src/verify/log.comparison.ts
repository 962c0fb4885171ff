import { leafOf, UnreadableEventError } from '#catalogue/form';
import type { StoredEvent } from '#domain';
import type { StorePosition } from '#event-store';
import { parseEntry, type EntryEvent } from '../log/entry.event.js';
import { isSealedAs, type LogLeaf } from '../log/log-leaf.js';
import { readLeaves, type VerifiedLog } from '../log/read-leaves.js';
import type { ReadAhead } from '../log/reading.port.js';
import type { LedgerReader } from '../reader/ledger-reader.port.js';
import { changedMembers, nameOfEntry, nameOfEvent } from '../sealer/difference.js';
import { TILE_WIDTH } from '../merkle/tile.js';
import { parseEntryBundle } from '../notes/entry-bundle.js';
import type { Findings } from './finding.js';
import { TextChecks } from './text.checks.js';

/**
 * The log beside the ledger, one event and one entry at a time. Where the two part, each is asked for what the other has,
 * so that one missing event does not make all that follow look wrong.
 */
export class LogComparison {
  private readonly pages: AsyncGenerator<readonly LogLeaf[]>;
  /** Read ahead, so that a bundle is compared without waiting for each event. */
  private ahead: LogLeaf[] = [];
  private taken = 0;
  private readonly texts: TextChecks;
  private next: LogLeaf | undefined;
  /** Index in the log of the event that is looked at. */
  private place = -1;
  private ended = false;
  /** Events at the log's end that are not sealed yet. */
  unsealed = 0;
  private firstUnsealed: StorePosition | undefined;

  constructor(
    private readonly log: VerifiedLog,
    private readonly reader: LedgerReader,
    private readonly size: number,
    private readonly findings: Findings,
    /** Told each event that follows the last entry, with its place. */
    private readonly onUnsealed: (event: EntryEvent, place: number) => void,
    ahead?: ReadAhead,
  ) {
    this.pages = readLeaves(log, { ahead, checkTexts: true });
    this.texts = new TextChecks(findings);
  }

  /** Reads ahead as many events as a bundle has entries. */
  async fill(): Promise<void> {
    this.ahead = this.ahead.slice(this.taken);
    this.taken = 0;
    while (!this.ended && this.ahead.length < TILE_WIDTH) await this.pull();
  }

  /** The same as `take` where the log goes on just as it was sealed; else undefined, and nothing was done. */
  takeQuickly(entry: Buffer): EntryEvent | undefined {
    if (!this.next && !this.advance()) return undefined;
    const event = this.next!;
    if (!entry.equals(event.leaf)) return undefined;
    this.pass();
    return event;
  }

  /** @returns the entry's event where the log has it just here, as it was sealed */
  async take(index: number, entry: Buffer): Promise<EntryEvent | undefined> {
    for (;;) {
      const event = await this.peek();
      if (event && (await isSealedAs(event, entry))) {
        this.pass();
        return event;
      }
      const sealed = parseEntry(entry);
      if (event && sealed?.id === event.id) {
        await this.changed(index, entry, event);
        this.pass();
        return undefined;
      }
      if (!event || !sealed || !(await this.isInLog(sealed))) {
        await this.missing(index, entry, sealed);
        return undefined;
      }
      if (await this.takeDisplaced(event)) return undefined;
    }
  }

  /** After the last entry. */
  async end(): Promise<void> {
    for (let event = await this.peek(); event; event = await this.peek()) {
      const at = await this.reader.indexOf(event.id);
      if (at === undefined || at >= this.size) this.takeUnsealed(event);
      else await this.reordered(event, at);
      this.pass();
    }
    this.texts.end();
  }

  /** Those events once more, each with its place, for another pass. */
  async *unsealedAgain(): AsyncGenerator<readonly [event: EntryEvent, place: number]> {
    const { firstUnsealed: first } = this;
    if (first === undefined) return;
    let place = this.place - this.unsealed;
    for await (const leaves of readLeaves(this.log, { after: (first - 1n) as StorePosition, checkTexts: true }))
      for (const event of leaves) {
        // A history that a server tells begins at its beginning.
        if (event.position < first) continue;
        const at = await this.reader.indexOf(event.id);
        if (at === undefined || at >= this.size) yield [event, ++place];
      }
  }

  /** What follows the last entry was put there by whoever writes, or by another hand: all that is known of it is its form. */
  private takeUnsealed(event: LogLeaf): void {
    this.unsealed += 1;
    this.firstUnsealed ??= event.position;
    this.onUnsealed(event, this.place);
    if (event.unreadable === undefined) return;
    const message = `${nameOfEvent(event)} stands at ${this.place} in the log, was never sealed, and cannot be read: ${event.unreadable}`;
    this.findings.add({ kind: 'EXTRA', message, ...where(event) });
  }

  /** Where not all of the log is read. */
  async close(): Promise<void> {
    await this.pages.return(undefined);
  }

  /** @returns whether the event is sealed elsewhere; one that is not sealed at all is passed over */
  private async takeDisplaced(event: LogLeaf): Promise<boolean> {
    const at = await this.reader.indexOf(event.id);
    if (at === undefined || at >= this.size) {
      const message = `${nameOfEvent(event)} stands at ${this.place} in the log and was never sealed`;
      this.findings.add({ kind: 'EXTRA', message, ...where(event) });
    } else await this.reordered(event, at);
    this.pass();
    return at !== undefined;
  }

  private async reordered(event: LogLeaf, at: number): Promise<void> {
    const message = `${nameOfEvent(event)} was sealed at ${at} and stands at ${this.place} in the log`;
    this.findings.add({ kind: 'REORDERED', message, index: at, ...where(event) });
    const bundle = Math.floor(at / TILE_WIDTH);
    const width = Math.min(TILE_WIDTH, this.size - bundle * TILE_WIDTH);
    const entry = parseEntryBundle(await this.reader.entryBundle(bundle, width), width)[at % TILE_WIDTH]!;
    if (!(await isSealedAs(event, entry))) await this.changed(at, entry, event);
  }

  private async changed(index: number, entry: Buffer, event: LogLeaf): Promise<void> {
    const message = `entry ${index}: ${nameOfEvent(event)} ${await differenceOf(entry, event)}`;
    this.findings.add({ kind: 'CHANGED', message, index, ...where(event) });
  }

  private async missing(index: number, entry: Buffer, sealed: EntryEvent | undefined): Promise<void> {
    // What was moved towards the beginning has been seen, and named, there.
    if (sealed && (await this.isInLog(sealed))) return;
    const message = `entry ${index}: ${nameOfEntry(entry)} was sealed and is not in the log`;
    this.findings.add({ kind: 'MISSING', message, index, ...(sealed && where(sealed)) });
  }

  private async isInLog({ id, stream, revision }: EntryEvent): Promise<boolean> {
    try {
      for await (const event of this.log.readStream(stream as StoredEvent['stream'], { after: revision - 1, limit: 1 }))
        return event.id === id;
      return false;
    } catch (error) {
      if (error instanceof UnreadableEventError) return error.event.id === id;
      throw error;
    }
  }

  private async peek(): Promise<LogLeaf | undefined> {
    if (this.next) return this.next;
    while (this.taken === this.ahead.length && !this.ended) await this.pull();
    this.advance();
    return this.next;
  }

  private async pull(): Promise<void> {
    const { done, value } = await this.pages.next();
    if (done) this.ended = true;
    else this.ahead.push(...value);
  }

  private advance(): boolean {
    const event = this.ahead[this.taken];
    if (!event) return false;
    this.taken += 1;
    this.place += 1;
    this.next = event;
    this.texts.check(event);
    return true;
  }

  private pass(): void {
    this.next = undefined;
  }
}

async function differenceOf(entry: Buffer, event: LogLeaf): Promise<string> {
  try {
    const members = changedMembers(entry, leafOf(await event.event()))?.join(', ') ?? 'its form';
    return `differs from what was sealed in ${members}`;
  } catch (error) {
    if (error instanceof UnreadableEventError) return `cannot be read from the log any more: ${error.why}`;
    throw error;
  }
}

const where = ({ id, stream, revision }: EntryEvent) => ({ eventId: id, stream, revision });
