/** `receipt.json`, a tag file, that a bundle without one is as good as without: see `docs/bundle.md`. */
export const RECEIPT = 'receipt.json';

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
  readonly data: {
    readonly exportId: string;
    readonly format: string;
    /** Index of the last entry that the bundle may hold: the size of its tree less one. */
    readonly upTo: number;
    /** Of `manifest-sha256.txt`, hexadecimal. */
    readonly sha256: string;
  };
  /** C2SP tlog-proof to the first published checkpoint over the entry, so that it is the same whenever it is made. */
  readonly proof: string;
  /** That the tree of that checkpoint begins with the bundle's: RFC 6962 §2.1.2, base64. */
  readonly consistency: readonly string[];
}

/** The one way to write it. */
export function formatReceipt({ leaf, salt, data, proof, consistency }: Receipt): string {
  const { exportId, format, upTo, sha256 } = data;
  return `${JSON.stringify({ leaf, salt, data: { exportId, format, upTo, sha256 }, proof, consistency }, null, 2)}\n`;
}
