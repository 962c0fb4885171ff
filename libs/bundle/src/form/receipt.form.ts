import { canonicalJson } from '#catalogue/form';
import type { JsonObject } from '#domain';
import { isSalt } from './lines.form.js';
import { isCount, isText, isTexts, strictJson, type Parsed } from './strict-json.js';

/** `receipt.json`, a tag file, that a bundle without one is as good as without: see `docs/bundle.md`. */
export const RECEIPT = 'receipt.json';

/** All of the event's data, as it was recorded. */
export type ReceiptData = JsonObject & {
  readonly exportId: string;
  readonly format: string;
  /** Index of the last entry that the bundle may hold: the size of its tree less one. */
  readonly upTo: number;
  /** Of `manifest-sha256.txt`, hexadecimal. */
  readonly sha256: string;
};

/**
 * The log's own word for the bundle: its `ExportIssued`, which holds the SHA-256 of `manifest-sha256.txt`, with a proof
 * that it is in the log. What no entry commits to (states, schemas, which entries the streams have) is vouched for by
 * it. It comes after the checkpoint of the bundle, and cannot be among the files that it names: so it is a tag.
 */
export interface Receipt {
  /** The leaf of `ExportIssued`, to the byte. */
  readonly leaf: string;
  /** What opens its `data`: 32 bytes, base64url. */
  readonly salt: string;
  readonly data: ReceiptData;
  /** C2SP tlog-proof to the first published checkpoint over the entry, so that it is the same whenever it is made. */
  readonly proof: string;
  /** That the tree of that checkpoint begins with the bundle's: RFC 6962 §2.1.2, base64. */
  readonly consistency: readonly string[];
}

/** The one way to write it: RFC 8785, and a newline. */
export const formatReceipt = ({ leaf, salt, data, proof, consistency }: Receipt): string =>
  `${canonicalJson({ leaf, salt, data, proof, consistency })}\n`;

export function parseReceipt(text: string): Parsed<Receipt> {
  const parsed = strictJson<Receipt>(text, formatReceipt);
  if ('wrong' in parsed) return parsed;
  const { leaf, salt, data, proof, consistency } = parsed.value;
  const { exportId, format, upTo, sha256 } = data;
  return isSalt(salt) && [leaf, proof, exportId, format, sha256].every(isText) && isCount(upTo) && isTexts(consistency)
    ? parsed
    : { wrong: 'it does not have the members that the form says' };
}
