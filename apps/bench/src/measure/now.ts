/** Milliseconds since the Unix epoch with fractions, to be compared between processes of one machine. */
export const now = (): number => performance.timeOrigin + performance.now();
