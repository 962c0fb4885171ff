/** The ledger's head cannot be read or moved on now. */
export class HeadUnavailableError extends Error {
  override readonly name = 'HeadUnavailableError';
  constructor(
    readonly where: string,
    readonly why: string,
    options?: ErrorOptions,
  ) {
    super(`the ledger's head at ${where} is not available: ${why}`, options);
  }
}
