import { ED25519_SIGNATURE_BYTES } from './ed25519.js';

/** Bytes of the time before the signature. */
const TIME_BYTES = 8;

/** What a witness signs: C2SP tlog-cosignature, `cosignature/v1`. @param time seconds since the Unix epoch */
export const cosignedMessage = (text: string, time: number): Buffer =>
  Buffer.from(`cosignature/v1\ntime ${time}\n${text}`, 'utf8');

/** Time (seconds since the Unix epoch) and signature; undefined where it is not a cosignature. */
export function splitCosignature(bytes: Uint8Array): { time: number; signature: Uint8Array } | undefined {
  if (bytes.length !== TIME_BYTES + ED25519_SIGNATURE_BYTES) return undefined;
  const time = Number(Buffer.from(bytes).readBigUInt64BE(0));
  return Number.isSafeInteger(time) ? { time, signature: bytes.subarray(TIME_BYTES) } : undefined;
}

export function joinCosignature(time: number, signature: Uint8Array): Buffer {
  const bytes = Buffer.alloc(TIME_BYTES);
  bytes.writeBigUInt64BE(BigInt(time));
  return Buffer.concat([bytes, signature]);
}
