import { isDeepStrictEqual } from 'node:util';
import {
  MOVED_KINDS,
  movedKey,
  type MovedCounts,
  type MovedKind,
  type MovedOpening,
  type MovedRows,
  type MovedVault,
  type OpeningCheck,
  type VaultSource,
  type VaultTarget,
} from '#vault';

/** Differences that are named one by one; of the others only the count is kept. */
const NAMED = 20;

/**
 * - `MISSING`: in the source, and not in the copy.
 * - `CHANGED`: in both, and not the same to the byte.
 * - `EXTRA`: in the copy, and not in the source.
 * - `UNREADABLE`: a sealed value that does not open, or is not the one that was committed to.
 */
export type VaultDifferenceKind = 'MISSING' | 'CHANGED' | 'EXTRA' | 'UNREADABLE';

export interface VaultDifference {
  readonly kind: VaultDifferenceKind;
  readonly of: MovedKind | 'keys';
  /** By what it is known in the vault: ids and paths, never a value. Of what is `EXTRA`, how many there are. */
  readonly what: string;
}

export interface VaultCopyReport {
  /** Whether the target is the vault now, and holds what the source does, and nothing else. */
  readonly holds: boolean;
  readonly logId: string | null;
  readonly counts: MovedCounts;
  readonly copied: MovedCounts;
  /** Whether an earlier run had finished: then the target was only compared. */
  readonly wasThere: boolean;
  /** Sealed values that were opened in the copy and compared with their commitments; the others were erased. */
  readonly opened: number;
  readonly differences: Readonly<Record<VaultDifferenceKind, number>>;
  readonly named: readonly VaultDifference[];
}

/** The move cannot be made, and nothing was written. */
export class VaultMoveError extends Error {
  override readonly name = 'VaultMoveError';
}

export interface VaultMove {
  readonly onRow?: OnRow;
  /** What has to be there as well before a server may start; called once the rows hold. */
  readonly beforeFinish?: () => Promise<void>;
}

export type OnRow = (what: 'copied' | 'verified', done: number, all: number) => void;

/**
 * Moves a vault: copies rows as they are, since keys and ciphertexts are bound to no store, compares both, opens every
 * sealed value of the copy, and only then makes it a vault. Whatever ends it before, the next run goes on.
 * @throws VaultMoveError, VaultUnavailableError
 */
export async function copyVault(
  source: VaultSource,
  target: VaultTarget,
  check: OpeningCheck,
  { onRow = () => {}, beforeFinish = async () => {} }: VaultMove = {},
): Promise<VaultCopyReport> {
  const vault = await source.about();
  if (!vault) throw new VaultMoveError(`There is no vault at ${source.where}: it was never opened with a key.`);
  if (vault.masterKeyId !== check.masterKeyId)
    throw new VaultMoveError(
      `The key is not that of the vault at ${source.where}: its master key is ${vault.masterKeyId}, and ` +
        `${check.masterKeyId} was given.`,
    );
  const wasThere = await admit(target, vault);
  const copied = noRows();
  if (!wasThere) {
    await target.begin(markOf(vault), vault.purposes);
    await eachPage(source, vault, 'copied', onRow, async (kind, rows) => {
      copied[kind] += await target.put(kind, rows);
    });
  }
  const verified = await verify(source, target, vault, check, onRow);
  const holds = verified.named.length === 0;
  if (holds) await beforeFinish();
  if (holds && !wasThere) await target.finish(vault);
  return { holds, logId: logOf(vault) ?? null, counts: vault.counts, copied, wasThere, ...verified };
}

const noRows = (): Record<MovedKind, number> => ({ subjects: 0, openings: 0, erasures: 0, tokens: 0 });

const logOf = ({ checkpoints }: MovedVault): string | undefined =>
  checkpoints.find(({ name }) => name === 'log')?.value;

const markOf = (vault: MovedVault): string => `master key ${vault.masterKeyId}, log ${logOf(vault) ?? 'none'}`;

/** @returns whether the target is this very vault already */
async function admit(target: VaultTarget, vault: MovedVault): Promise<boolean> {
  const state = await target.state();
  const refuse = (what: string) =>
    new VaultMoveError(
      `${target.where} ${what}, so nothing was written to it: name a database of its own, or drop the schema "vault" there.`,
    );
  if (state.kind === 'VAULT') {
    if (markOf(state.vault) !== markOf(vault))
      throw refuse(`holds another vault (${markOf(state.vault)}; here: ${markOf(vault)})`);
    return true;
  }
  if (state.kind === 'MOVING' && state.mark !== markOf(vault))
    throw refuse(`holds the beginning of another vault's move (${state.mark}; here: ${markOf(vault)})`);
  const { subjects, erasures } = await target.counts();
  if (state.kind === 'EMPTY' && subjects + erasures > 0) throw refuse('holds rows of a vault that has no key');
  return false;
}

async function eachPage(
  source: VaultSource,
  { counts }: MovedVault,
  what: 'copied' | 'verified',
  onRow: OnRow,
  take: <Kind extends MovedKind>(kind: Kind, rows: readonly MovedRows[Kind][]) => Promise<void>,
): Promise<void> {
  const all = MOVED_KINDS.reduce((sum, kind) => sum + counts[kind], 0);
  let done = 0;
  for (const kind of MOVED_KINDS)
    for await (const rows of source.pages(kind)) {
      await take(kind, rows);
      onRow(what, (done += rows.length), all);
    }
}

async function verify(
  source: VaultSource,
  target: VaultTarget,
  vault: MovedVault,
  check: OpeningCheck,
  onRow: OnRow,
): Promise<Pick<VaultCopyReport, 'opened' | 'differences' | 'named'>> {
  const differences: Record<VaultDifferenceKind, number> = { MISSING: 0, CHANGED: 0, EXTRA: 0, UNREADABLE: 0 };
  const named: VaultDifference[] = [];
  const tell = (kind: VaultDifferenceKind, of: VaultDifference['of'], what: string, count = 1) => {
    differences[kind] += count;
    if (named.length < NAMED) named.push({ kind, of, what });
  };
  /** Of the source's rows, those that the copy has as well. */
  const shared = noRows();
  let opened = 0;
  await eachPage(source, vault, 'verified', onRow, async (kind, rows) => {
    const key = movedKey[kind];
    const found = new Map((await target.find(kind, rows)).map((row) => [key(row), row]));
    const keys = kind === 'openings' ? await keysOf(target, rows as readonly MovedOpening[]) : undefined;
    for (const row of rows) {
      const copy = found.get(key(row));
      if (copy !== undefined) shared[kind] += 1;
      if (copy === undefined) tell('MISSING', kind, key(row));
      else if (!isSame(row, copy)) tell('CHANGED', kind, key(row));
      else if (keys) {
        const opening = copy as MovedOpening;
        if (!check.holds(opening, keys.get(opening.subject))) tell('UNREADABLE', kind, key(row));
        else if (opening.sealed !== null) opened += 1;
      }
    }
  });
  if (!isSame(vault.purposes, await target.purposes()))
    tell('CHANGED', 'keys', 'those of the name index and of digests');
  const counts = await target.counts();
  for (const kind of MOVED_KINDS) {
    const extra = counts[kind] - shared[kind];
    if (extra > 0) tell('EXTRA', kind, `${extra} of ${counts[kind]}`, extra);
  }
  return { opened, differences, named };
}

async function keysOf(
  target: VaultTarget,
  openings: readonly MovedOpening[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const subjects = [...new Set(openings.map(({ subject }) => subject))];
  const like = subjects.map((subject) => ({ subject, status: 'ACTIVE' as const, wrapped: null, fencedBy: null }));
  const found = await target.find('subjects', like);
  return new Map(found.flatMap(({ subject, wrapped }) => (wrapped ? [[subject, wrapped] as const] : [])));
}

/** Bytes come as `Buffer` from one store, and as `Uint8Array` from the other. */
const isSame = (a: unknown, b: unknown): boolean => isDeepStrictEqual(plain(a), plain(b));

function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Buffer.from(value as Uint8Array).toString('base64');
  if (Array.isArray(value)) return Array.from(value, plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}
