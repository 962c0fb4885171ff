/** Seeded random numbers (sfc32): the same seed gives the same log on every machine. */
export class Random {
  private readonly state: [number, number, number, number];

  constructor(seed: number) {
    this.state = [seed | 0, 0x9e3779b9, 0x243f6a88, 1];
    for (let n = 0; n < 15; n++) this.bits();
  }

  /** From 0 (inclusive) to 1 (exclusive). */
  next(): number {
    return this.bits() / 2 ** 32;
  }

  /** Whole number from `min` to `max`, both inclusive. */
  int(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<const T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)]!;
  }

  /** Early items far more often than late ones: a few agencies and regions have most of the incidents. */
  skewed<const T>(items: readonly T[]): T {
    return items[Math.floor(this.next() ** 3 * items.length)]!;
  }

  /** Exponentially distributed with the given mean: most delays are short, some are very long. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  /** Lower case, in the form of a version 4 UUID. */
  uuid(): string {
    const hex = [0, 0, 0, 0].map(() => this.bits().toString(16).padStart(8, '0')).join('');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
  }

  private bits(): number {
    const s = this.state;
    const sum = (((s[0] + s[1]) | 0) + s[3]) | 0;
    s[3] = (s[3] + 1) | 0;
    s[0] = s[1] ^ (s[1] >>> 9);
    s[1] = (s[2] + (s[2] << 3)) | 0;
    s[2] = ((s[2] << 21) | (s[2] >>> 11)) + sum;
    s[2] |= 0;
    return sum >>> 0;
  }
}
