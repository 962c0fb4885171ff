import type { PutOutcome } from '../store/vault-store.port.js';

export type Refusal = Exclude<PutOutcome, { kind: 'STORED' }>;

/** Thrown within a transaction, so that it is rolled back. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(readonly refusal: Refusal) {
    super(refusal.kind);
  }
}
