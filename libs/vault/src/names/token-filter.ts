/**
 * The first 64 bits of every blind token, in one flat table: 16 MiB for half a million tokens. It answers for nearly
 * every word of a text that it is nobody's name, without a look at the store. Tokens are never taken out: a leftover
 * of an erased name is a digest prefix in memory, and costs one look-up that finds nothing.
 */
export class TokenFilter {
  private table: Uint32Array;
  private mask: number;
  private count = 0;

  constructor(slots = 1024) {
    this.mask = slots - 1;
    this.table = new Uint32Array(slots * 2);
  }

  get size(): number {
    return this.count;
  }

  add(token: Uint8Array): void {
    const [high, low] = prefix(token);
    const slot = this.slotOf(high, low);
    if (this.table[slot * 2] || this.table[slot * 2 + 1]) return;
    this.table[slot * 2] = high;
    this.table[slot * 2 + 1] = low;
    if (++this.count * 2 > this.mask) this.grow();
  }

  has(token: Uint8Array): boolean {
    const [high, low] = prefix(token);
    const slot = this.slotOf(high, low);
    return this.table[slot * 2] !== 0 || this.table[slot * 2 + 1] !== 0;
  }

  /** The slot that holds the pair, else the free one where it belongs. The pair (0, 0) marks a free slot. */
  private slotOf(high: number, low: number): number {
    let slot = low & this.mask;
    for (;;) {
      const [a, b] = [this.table[slot * 2], this.table[slot * 2 + 1]];
      if ((a === high && b === low) || (a === 0 && b === 0)) return slot;
      slot = (slot + 1) & this.mask;
    }
  }

  private grow(): void {
    const old = this.table;
    this.mask = this.mask * 2 + 1;
    this.table = new Uint32Array((this.mask + 1) * 2);
    for (let i = 0; i < old.length; i += 2) {
      const [high, low] = [old[i] ?? 0, old[i + 1] ?? 0];
      if (high === 0 && low === 0) continue;
      const slot = this.slotOf(high, low);
      this.table[slot * 2] = high;
      this.table[slot * 2 + 1] = low;
    }
  }
}

function prefix(token: Uint8Array): [high: number, low: number] {
  const bytes = new DataView(token.buffer, token.byteOffset, token.byteLength);
  const [high, low] = [bytes.getUint32(0), bytes.getUint32(4)];
  return high === 0 && low === 0 ? [0, 1] : [high, low];
}
