import { randomFillSync } from 'node:crypto';

/** One call for many: a single draw of 12 bytes costs about as much as one of 4 KiB. */
const pool = Buffer.alloc(4096);
let used = pool.length;

/** Random bytes of the system's generator, each handed out once and then wiped from the pool. */
export function takeRandom(length: number): Buffer {
  if (used + length > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const taken = Buffer.allocUnsafe(length);
  pool.copy(taken, 0, used, used + length);
  pool.fill(0, used, used + length);
  used += length;
  return taken;
}
