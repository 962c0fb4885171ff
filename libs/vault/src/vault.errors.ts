import type { OpeningRef } from './vault.port.js';

const named = ({ eventId, path, commitment }: OpeningRef) => `${eventId} ${path} (commitment ${commitment})`;

/** The subject's data was erased, and nothing can be sealed for it again. */
export class SubjectErasedError extends Error {
  override readonly name = 'SubjectErasedError';
  readonly code = 'SUBJECT_ERASED';
  constructor(readonly subject: string) {
    super(`the personal data of ${subject} was erased; nothing can be sealed for it any more`);
  }
}

/** This very opening was erased, so its event was in the log already: read the stream again. */
export class OpeningErasedError extends Error {
  override readonly name = 'OpeningErasedError';
  readonly code = 'OPENING_ERASED';
  constructor(readonly ref: OpeningRef) {
    super(`the opening of ${named(ref)} was erased and cannot be stored again; its event is in the log: read it there`);
  }
}

/** The same commitment came with two values: one of them was not computed from its opening. */
export class OpeningConflictError extends Error {
  override readonly name = 'OpeningConflictError';
  readonly code = 'OPENING_CONFLICT';
  constructor(readonly ref: OpeningRef) {
    super(`the opening of ${named(ref)} is stored already and differs; draw a new salt and commit anew`);
  }
}

/** The opening has not the form that the vault stores. The message never holds the value. */
export class InvalidOpeningError extends Error {
  override readonly name = 'InvalidOpeningError';
  readonly code = 'INVALID_OPENING';
  constructor(
    readonly part: string,
    readonly why: string,
  ) {
    super(`an opening's ${part} ${why}`);
  }
}

/** A token id is taken by another token. */
export class TokenConflictError extends Error {
  override readonly name = 'TokenConflictError';
  readonly code = 'TOKEN_CONFLICT';
  constructor(readonly tokenId: string) {
    super(`token ${tokenId} is stored already with another hash, owner or expiry; mint a new one`);
  }
}

/** A stored row does not decrypt: it was altered, or moved from another place. */
export class TamperedRowError extends Error {
  override readonly name = 'TamperedRowError';
  readonly code = 'VAULT_TAMPERED';
  constructor(readonly row: string) {
    super(
      `the vault's row ${row} was altered since it was written; restore the vault from a backup and replay the erasures`,
    );
  }
  static ofOpening(ref: OpeningRef): TamperedRowError {
    return new TamperedRowError(`of opening ${named(ref)}`);
  }
}

/** The master key is not the one under which this vault was written. Key ids tell keys apart and reveal nothing. */
export class WrongMasterKeyError extends Error {
  override readonly name = 'WrongMasterKeyError';
  readonly code = 'WRONG_MASTER_KEY';
  constructor(
    readonly expected: string,
    readonly actual: string,
  ) {
    super(`the vault was written under master key ${expected}, and ${actual} was given: configure the former`);
  }
}

/** The configured master key, or the file that should hold it, cannot be used. */
export class MasterKeyError extends Error {
  override readonly name = 'MasterKeyError';
  readonly code = 'MASTER_KEY_UNUSABLE';
}

/** The vault cannot be reached or refuses to work (disk full, damaged file). Whether a write landed is unknown: repeat it. */
export class VaultUnavailableError extends Error {
  override readonly name = 'VaultUnavailableError';
  readonly code = 'VAULT_UNAVAILABLE';
  constructor(
    readonly where: string,
    readonly why: string,
    options?: ErrorOptions,
  ) {
    super(`the vault at ${where} is not available: ${why}`, options);
  }
}
