import { setImmediate as macrotask } from 'node:timers/promises';
import { entryHash } from '../merkle/hash.js';
import { Frontier } from '../merkle/frontier.js';
import type { TreeHead } from '../merkle/proof.js';
import { hashesAt, hashIn, levelsOf, TILE_HEIGHT, TILE_WIDTH } from '../merkle/tile.js';
import { TiledTree } from '../merkle/tree.js';
import { LedgerAlarm } from '../sealer/alarm.js';
import { LedgerFileError, type Disk } from './disk.port.js';
import { BUNDLE_END_BYTES, BUNDLES, entriesFile, idsFile, idsTailFile, PER_FILE, TAIL_ID_BYTES } from './layout.js';
import { sortIds } from './event-ids.js';
import { hashFiles, LedgerFiles, tailIds } from './ledger.files.js';
import { StoredTree } from './stored-tree.js';

/** Bundles between two turns of the event loop while a long ledger is checked. */
const BUNDLES_PER_TURN = 64;

/**
 * The ledger's files, brought to what the head says. What lies beyond it was never sealed: it is cut off, and made
 * again from the log. Where something of the sealed part is missing (a new node, a lost file), what is whole is kept,
 * and the rest comes from the log, whose tree the head then has to confirm. What is there is rebuilt from its entries
 * and compared.
 *
 * @param checked entries that are known to be right, from an earlier check of this process
 * @throws LedgerAlarm where the sealed part is there and is not what was sealed
 */
export async function recover(disk: Disk, head: TreeHead | undefined, checked = 0): Promise<LedgerFiles> {
  const tree = new StoredTree(disk);
  const sealed = head?.size ?? 0;
  const whole = holds(tree, sealed) ? sealed : wholeBundles(tree, sealed);
  // Without its edge a smaller tree cannot be looked at, so the cut comes before the check.
  cut(tree, whole);
  const from = Math.floor(Math.min(checked, whole) / PER_FILE) * PER_FILE;
  const wrong = await firstMismatch(tree, from, whole);
  if (wrong && whole === sealed) throw damaged(disk, wrong);
  const size = wrong ? Math.floor(wrong.index / TILE_WIDTH) * TILE_WIDTH : whole;
  if (size < whole) cut(tree, size);
  const files = await LedgerFiles.at(tree, size);
  if (head && size === sealed && !files.root().equals(head.root)) throw damaged(disk, { index: sealed - 1 });
  return files;
}

interface Mismatch {
  /** The entry, or the last one under the hash, that differs. */
  readonly index: number;
  /** Tile level of a hash that does not follow from those below it; an entry where it is not given. */
  readonly level?: number;
}

function damaged(disk: Disk, { index, level }: Mismatch): LedgerAlarm {
  const what = level
    ? `the hash over entries up to ${index} at level ${level} does not follow from them`
    : `entry ${index} does not match the tree that was signed`;
  return new LedgerAlarm(
    'TREE_DAMAGED',
    `the ledger in ${disk.where} is damaged: ${what}. Nothing more is signed. Keep a copy of the folder, restore it ` +
      'from a backup, or move it away (all but head.db) to have it made again from the log and compared',
    { index },
  );
}

function holds(tree: StoredTree, size: number): boolean {
  if (tree.countBundles() < Math.floor(size / TILE_WIDTH)) return false;
  for (let level = 0; level < levelsOf(size); level++)
    if (tree.countHashes(level) < hashesAt(level, size)) return false;
  try {
    if (size > 0) tree.bundle(Math.floor((size - 1) / TILE_WIDTH), ((size - 1) % TILE_WIDTH) + 1);
    return true;
  } catch (error) {
    if (error instanceof LedgerFileError) return false;
    throw error;
  }
}

/** The largest number of complete bundles for which every file has enough, as entries. */
function wholeBundles(tree: StoredTree, sealed: number): number {
  const most = Math.min(tree.countBundles(), Math.floor(Math.min(tree.countHashes(0), sealed) / TILE_WIDTH));
  for (let bundles = most; bundles > 0; bundles--) if (holds(tree, bundles * TILE_WIDTH)) return bundles * TILE_WIDTH;
  return 0;
}

/** Removes all beyond `size` entries. */
function cut(tree: StoredTree, size: number): void {
  const { disk } = tree;
  const shorten = (file: string, bytes: number) => {
    if (disk.size(file) > bytes) disk.truncate(file, bytes);
  };
  const file = Math.floor(size / PER_FILE);
  const inFile = size % PER_FILE;
  const bundle = Math.floor(size / TILE_WIDTH);
  const rest = size % TILE_WIDTH;
  const bytes = inFile === 0 ? 0 : tree.bundleStart(bundle) + (rest === 0 ? 0 : tree.bundle(bundle, rest).length);
  for (const { file: hashes, bytes: length } of hashFiles(tree, size)) shorten(hashes, length);
  shorten(BUNDLES, bundle * BUNDLE_END_BYTES);
  shorten(entriesFile(file), bytes);
  for (let n = file + 1; disk.size(entriesFile(n)) > 0; n++) shorten(entriesFile(n), 0);
  cutIds(tree, size);
}

/** Ids are found again from the entries where they are not as they should be. */
function cutIds(tree: StoredTree, size: number): void {
  const { disk } = tree;
  const file = Math.floor(size / PER_FILE);
  const shorten = (name: string) => disk.truncate(name, 0);
  for (let n = file + 1; disk.size(idsTailFile(n)) > 0 || disk.size(idsFile(n)) > 0; n++)
    [idsTailFile(n), idsFile(n)].forEach(shorten);
  const wanted = (size % PER_FILE) * TAIL_ID_BYTES;
  const isSorted = disk.size(idsFile(file)) > 0;
  if (!isSorted && disk.size(idsTailFile(file)) >= wanted) disk.truncate(idsTailFile(file), wanted);
  else {
    shorten(idsFile(file));
    rebuildTail(tree, file, size);
  }
  // A crash between the hashes and the sorted ids of a full file.
  for (let n = 0; n < file; n++) if (disk.size(idsFile(n)) === 0) rebuildSorted(tree, n);
}

function* idsOf(tree: StoredTree, file: number, size: number): Generator<string> {
  const [first, last] = [file * PER_FILE, Math.min(size, (file + 1) * PER_FILE)];
  for (let index = first; index < last; index += TILE_WIDTH)
    for (const entry of tree.entries(index / TILE_WIDTH, Math.min(TILE_WIDTH, last - index))) yield eventIdOf(entry);
}

/** The id of the event whose leaf an entry is; empty where it is not a leaf of ours. */
export function eventIdOf(entry: Buffer): string {
  try {
    return String((JSON.parse(entry.toString('utf8')) as { id?: unknown }).id ?? '');
  } catch {
    return '';
  }
}

function rebuildTail(tree: StoredTree, file: number, size: number): void {
  const ids = [...idsOf(tree, file, size)];
  tree.disk.truncate(idsTailFile(file), 0);
  if (ids.length > 0) tree.disk.append(idsTailFile(file), tailIds(ids));
}

function rebuildSorted(tree: StoredTree, file: number): void {
  tree.disk.replace(idsFile(file), sortIds(tailIds([...idsOf(tree, file, (file + 1) * PER_FILE)])));
  tree.disk.truncate(idsTailFile(file), 0);
}

/** Rebuilds the tree from its entries, from a file's beginning on, and compares every hash that is kept. */
async function firstMismatch(tree: StoredTree, from: number, size: number): Promise<Mismatch | undefined> {
  if (size === 0) return undefined;
  const frontier = from === 0 ? Frontier.empty() : Frontier.of(from, await new TiledTree(tree, from).edge());
  for (let index = from; index < size; index += TILE_WIDTH) {
    const bundle = index / TILE_WIDTH;
    const width = Math.min(TILE_WIDTH, size - index);
    const wrong = mismatchIn(tree, frontier, bundle, width);
    if (wrong) return wrong;
    if (bundle % BUNDLES_PER_TURN === 0) await macrotask();
  }
  return undefined;
}

function mismatchIn(tree: StoredTree, frontier: Frontier, bundle: number, width: number): Mismatch | undefined {
  const hashes = tree.tileSync({ level: 0, index: bundle, width });
  let entries: Buffer[];
  try {
    entries = tree.entries(bundle, width);
  } catch (error) {
    if (error instanceof LedgerFileError) return { index: bundle * TILE_WIDTH };
    throw error;
  }
  let wrong: Mismatch | undefined;
  entries.forEach((entry, n) => {
    const index = bundle * TILE_WIDTH + n;
    const hash = entryHash(entry);
    if (!hash.equals(hashIn(hashes, n))) wrong ??= { index };
    frontier.append(hash, (level, node) => {
      if (level === 0 || level % TILE_HEIGHT !== 0) return;
      const kept = tree.hash(level / TILE_HEIGHT, (index + 1) / 2 ** level - 1);
      if (!kept.equals(node)) wrong ??= { index, level: level / TILE_HEIGHT };
    });
  });
  return wrong;
}
