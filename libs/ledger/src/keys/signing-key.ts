import { randomBytes } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { ED25519_KEY_BYTES } from '../notes/ed25519.js';
import { createPrivateFile } from './private-file.js';

/** The key with which checkpoints are signed cannot be used. */
export class SigningKeyError extends Error {
  override readonly name = 'SigningKeyError';
}

export interface SigningKeySource {
  /** The configured key: 32 bytes (an Ed25519 seed, RFC 8032) as base64, base64url or hexadecimal. It wins over the file. */
  readonly fromConfig?: string;
  /** Where the embedded mode keeps its key. */
  readonly file: string;
  /** Whether checkpoints were signed before. Then a missing key is an error: a new one would be another signer. */
  readonly signedBefore: boolean;
}

/**
 * The seed of the ledger's signing key, 32 bytes; made on the first start where none is configured.
 * @throws SigningKeyError where it is malformed, missing although it has signed, or readable by others
 */
export function loadSigningKey({ fromConfig, file, signedBefore }: SigningKeySource): Uint8Array {
  if (fromConfig !== undefined) return parseSigningKey(fromConfig, 'the configured signing key');
  if (!lstatSync(file, { throwIfNoEntry: false })) {
    if (signedBefore)
      throw new SigningKeyError(
        `the ledger's signing key is missing: ${file} does not exist and none is configured, and the ledger was ` +
          'signed before. Restore the file or configure the key; to replace a lost one, configure a new one',
      );
    createPrivateFile(file, `${randomBytes(ED25519_KEY_BYTES).toString('base64')}\n`);
  }
  return readKeyFile(file);
}

function readKeyFile(file: string): Uint8Array {
  const stats = lstatSync(file);
  if (!stats.isFile()) throw new SigningKeyError(`${file} should hold the signing key and is not a regular file`);
  if (stats.mode & 0o077) {
    const mode = (stats.mode & 0o777).toString(8).padStart(4, '0');
    throw new SigningKeyError(`${file} holds the signing key and others may use it (mode ${mode}): chmod 600 it`);
  }
  return parseSigningKey(readFileSync(file, 'utf8').trim(), file);
}

/** @param where for the message, which never shows the key */
export function parseSigningKey(text: string, where: string): Uint8Array {
  const encoding = /^[0-9a-fA-F]{64}$/.test(text) ? 'hex' : /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? 'base64' : undefined;
  const seed = encoding && Buffer.from(text, encoding);
  if (seed?.length === ED25519_KEY_BYTES) return seed;
  throw new SigningKeyError(`${where} is not a signing key: 32 bytes as base64, base64url or hexadecimal`);
}
