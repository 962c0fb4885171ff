/** What was to be read is not what it says it is; the answer is that, and nothing more. */
export class DoesNotHoldError extends Error {
  override readonly name = 'DoesNotHoldError';
}
