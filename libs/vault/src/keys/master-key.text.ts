import { MasterKeyError } from '../vault.errors.js';

const HEX = /^[0-9a-fA-F]{64}$/;
const BASE64 = /^[A-Za-z0-9+/_-]{43}=?$/;

/** @throws MasterKeyError that says what was expected and never shows what was given */
export function parseMasterKey(text: string, where: string): Uint8Array {
  const bytes = HEX.test(text) ? Buffer.from(text, 'hex') : BASE64.test(text) ? Buffer.from(text, 'base64') : undefined;
  if (bytes?.length === 32) return bytes;
  throw new MasterKeyError(
    `${where} is not a key of 32 bytes as base64 (44 characters) or hexadecimal (64 characters); ` +
      `it has ${text.length} characters and is not shown. Make one with: openssl rand -base64 32`,
  );
}
