import { randomInt } from 'node:crypto';

/** Streams in the table at once: 16 bytes each, so that verifying takes the same memory however long the log is. */
const CAPACITY = 2 ** 20;
const FULLEST = 0.7;
const EMPTY = -1;

/** Drawn by each run, so that no one can choose names of streams that are taken for each other. */
const SEEDS = [randomInt(2 ** 32), randomInt(2 ** 32)] as const;

function hash32(text: string, seed: number): number {
  let h = seed;
  for (let n = 0; n < text.length; n++) {
    h = Math.imul(h ^ text.charCodeAt(n), 0x5bd1e995);
    h ^= h >>> 15;
  }
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * The last revision of each stream, for as many as there is room for. Streams are taken up by a hash of their name,
 * below a bound: where the table becomes full the bound is lowered, and the rest is left to another pass.
 */
export class RevisionTable {
  private readonly high = new Uint32Array(this.capacity);
  private readonly low = new Uint32Array(this.capacity);
  private readonly last = new Float64Array(this.capacity).fill(EMPTY);
  private count = 0;
  /** Exclusive; of the hash's upper half. */
  private bound = 2 ** 32;

  constructor(
    /** Inclusive; where the pass before ended. */
    private readonly from = 0,
    private readonly capacity = CAPACITY,
  ) {}

  /** Where the next pass begins; undefined after the last. */
  get next(): number | undefined {
    return this.bound < 2 ** 32 ? this.bound : undefined;
  }

  /** @returns the revision that should have come, where this one should not */
  take(stream: string, revision: number): number | undefined {
    const [high, low] = [hash32(stream, SEEDS[0]), hash32(stream, SEEDS[1])];
    if (high < this.from || high >= this.bound) return undefined;
    const slot = this.slotOf(high, low);
    const expected = this.last[slot]! + 1;
    if (this.last[slot] === EMPTY) this.count += 1;
    [this.high[slot], this.low[slot], this.last[slot]] = [high, low, revision];
    if (this.count > this.capacity * FULLEST) this.lowerBound();
    return revision === expected ? undefined : expected;
  }

  private slotOf(high: number, low: number): number {
    let slot = low % this.capacity;
    while (this.last[slot] !== EMPTY && (this.high[slot] !== high || this.low[slot] !== low))
      slot = (slot + 1) % this.capacity;
    return slot;
  }

  private lowerBound(): void {
    this.bound = this.from + Math.ceil((this.bound - this.from) / 2);
    const kept: [number, number, number][] = [];
    for (let slot = 0; slot < this.capacity; slot++)
      if (this.last[slot] !== EMPTY && this.high[slot]! < this.bound)
        kept.push([this.high[slot]!, this.low[slot]!, this.last[slot]!]);
    this.last.fill(EMPTY);
    this.count = kept.length;
    for (const [high, low, last] of kept) {
      const slot = this.slotOf(high, low);
      [this.high[slot], this.low[slot], this.last[slot]] = [high, low, last];
    }
  }
}
