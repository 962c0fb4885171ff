/** The same bytes in a buffer that has room for `more`; twice as long where it has to grow. */
export function withRoom(bytes: Buffer, used: number, more: number): Buffer {
  if (used + more <= bytes.length) return bytes;
  const larger = Buffer.allocUnsafeSlow(Math.max(bytes.length * 2, used + more));
  bytes.copy(larger, 0, 0, used);
  return larger;
}
