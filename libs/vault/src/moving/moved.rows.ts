import type { StreamName } from '#domain';
import type { PurposeKeyRow } from '../store/vault-store.port.js';
import type { OpeningRef } from '../vault.port.js';

/**
 * What a vault's tables hold, as it moves from one store to another: ciphertexts and wrapped keys, which are bound to
 * what they are of and to no store, so that they are the same in each.
 */
export interface MovedSubject {
  readonly subject: StreamName;
  readonly status: 'ACTIVE' | 'FENCED' | 'DESTROYED';
  /** null: destroyed. */
  readonly wrapped: Uint8Array | null;
  /** The erasure that fenced it. */
  readonly fencedBy: string | null;
}

export interface MovedOpening extends OpeningRef {
  readonly subject: StreamName;
  readonly field: string;
  /** Milliseconds since the Unix epoch. */
  readonly storedAt: number;
  readonly checked: boolean;
  /** Both null: erased. */
  readonly dataKey: Uint8Array | null;
  readonly sealed: Uint8Array | null;
  /** Of a name, in the order of their bytes. */
  readonly nameTokens: readonly Uint8Array[];
}

export interface MovedErasure {
  readonly entry: string;
  readonly subject: StreamName;
  /** JSON. */
  readonly fields: string;
  readonly openings: number;
  readonly at: number;
}

export interface MovedToken {
  readonly tokenId: string;
  readonly actor: StreamName;
  readonly secretHash: string;
  readonly label: Uint8Array | null;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
}

/** Kinds of rows, in the order in which they are put: openings refer to subjects. */
export interface MovedRows {
  readonly subjects: MovedSubject;
  readonly openings: MovedOpening;
  readonly erasures: MovedErasure;
  readonly tokens: MovedToken;
}
export type MovedKind = keyof MovedRows;
export const MOVED_KINDS = ['subjects', 'openings', 'erasures', 'tokens'] as const satisfies readonly MovedKind[];

/** What names a row within its kind. */
export const movedKey: { readonly [Kind in MovedKind]: (row: MovedRows[Kind]) => string } = {
  subjects: ({ subject }) => subject,
  openings: ({ eventId, path, commitment }) => `${eventId} ${path} ${commitment}`,
  erasures: ({ entry }) => entry,
  tokens: ({ tokenId }) => tokenId,
};

export type MovedCounts = Readonly<Record<MovedKind, number>>;

/** What a vault is, besides its rows. */
export interface MovedVault {
  readonly masterKeyId: string;
  /** The log that it belongs to, and how far it has followed it. */
  readonly checkpoints: readonly { readonly name: string; readonly value: string }[];
  readonly purposes: readonly PurposeKeyRow[];
  readonly counts: MovedCounts;
}

export interface VaultSource {
  /** For people, without credentials. */
  readonly where: string;
  /** Undefined where there is no vault. */
  about(): Promise<MovedVault | undefined>;
  /** All rows of a kind, a page at a time. */
  pages<Kind extends MovedKind>(kind: Kind): AsyncIterable<readonly MovedRows[Kind][]>;
  close(): Promise<void>;
}

/**
 * Where a vault moves to. Until `finish` it is none: a server refuses to start on it.
 */
export interface VaultTarget {
  readonly where: string;
  /** What is there: a vault, the beginning of a move with its mark, or nothing. */
  state(): Promise<
    | { readonly kind: 'VAULT'; readonly vault: MovedVault }
    | { readonly kind: 'MOVING'; readonly mark: string }
    | { readonly kind: 'EMPTY' }
  >;
  /** @param mark of the vault that moves here: another one is then refused */
  begin(mark: string, purposes: MovedVault['purposes']): Promise<void>;
  /** Rows that are there already, whatever they hold, are left as they are. @returns how many were not */
  put<Kind extends MovedKind>(kind: Kind, rows: readonly MovedRows[Kind][]): Promise<number>;
  /** The rows of these names that are there, in any order. */
  find<Kind extends MovedKind>(kind: Kind, like: readonly MovedRows[Kind][]): Promise<readonly MovedRows[Kind][]>;
  counts(): Promise<MovedCounts>;
  purposes(): Promise<MovedVault['purposes']>;
  /** Makes it the vault, in one step. */
  finish(vault: MovedVault): Promise<void>;
  close(): Promise<void>;
}
