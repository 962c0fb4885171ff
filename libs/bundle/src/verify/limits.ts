/** Bytes at most, of what a stranger made; each is some times what we ever write. */
export const MOST = {
  /** A line of entries, texts, personal values or manifests: a leaf has 65,535 bytes, escaped twice that. */
  line: 2 ** 20,
  /** `export.json`: some hundred thousand records. */
  export: 2 ** 24,
  /** A checkpoint with a hundred signatures, a receipt, a label. */
  note: 2 ** 17,
  keys: 2 ** 17,
  /** One state or schema. */
  document: 2 ** 25,
  /** Removals that are remembered while two bundles are compared. */
  removals: 100_000,
} as const;
