/** Something that came from outside is not in the form that it should have. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
  constructor(
    /** What was read: "checkpoint", "verifier key". */
    readonly what: string,
    /** Where in it: "line 2", "byte 514"; empty for the whole. */
    readonly where: string,
    readonly why: string,
  ) {
    super(`${what}${where && `, ${where}`}: ${why}`);
  }
}

/** Text from outside as it may stand in a message: short, and without control characters. */
export const quote = (text: string): string => JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
