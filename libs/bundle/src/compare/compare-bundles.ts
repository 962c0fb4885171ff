import { TiledTree, TILE_WIDTH, parseEntryBundle, type TreeHead } from '#ledger/verify';
import { FILES } from '../form/export.form.js';
import { parseEntryLine } from '../form/lines.form.js';
import { BundleFindings, type BundleFinding } from '../verify/bundle.finding.js';
import { BundleLedgerReader } from '../verify/bundle-ledger.reader.js';
import { PlacedLines } from '../verify/opening.lines.js';
import type { VerifiedBundle } from '../verify/verify-bundle.js';
import { removedFrom, type Removal, type RemovedOpening } from './removals.js';

export interface NewerReport {
  /**
   * Whether the newer tree begins with the older one: `PROVEN` from tiles or receipts; `NOT_PROVABLE` where the bundles
   * hold too little for that, and each is proven by itself only.
   */
  readonly consistency: 'PROVEN' | 'NOT_PROVABLE' | 'CONTRADICTED';
  readonly size: number;
  /** Entries that both hold, at the same index, to the byte. */
  readonly common: number;
  /** What the older one holds, and was removed from the record since. At most 10,000 are told. */
  readonly removed: readonly RemovedOpening[];
  readonly removedTotal: number;
  readonly findings: readonly BundleFinding[];
}

const MOST_TOLD = 10_000;
const MOST_FINDINGS = 1_000;

/**
 * What a newer bundle of the same record says of an older one, both of which hold.
 * @param removals that the newer one holds
 */
export async function compareBundles(
  older: VerifiedBundle,
  newer: VerifiedBundle,
  removals: readonly Removal[],
): Promise<NewerReport> {
  const findings = new BundleFindings(MOST_FINDINGS);
  const tell = (file: string, why: string, index?: number) =>
    findings.add({
      kind: 'NEWER',
      file,
      message: `${file}: ${why}`,
      ...(index !== undefined && { index }),
    });
  const [was, is] = [older.description!, newer.description!];
  if (was.log !== is.log || was.origin !== is.origin)
    tell(
      FILES.export,
      `the other bundle is of the log ${is.log} (${is.origin}), this one of ${was.log} (${was.origin})`,
    );
  const consistency = await consistencyOf(older, newer);
  if (consistency === 'CONTRADICTED')
    tell(
      FILES.checkpoint,
      `the tree of ${is.size} entries of the other bundle does not begin with this one of ${was.size}`,
    );
  let common = 0;
  for (const { index, same } of commonEntries(older, newer)) {
    if (same) common += 1;
    else tell(fileOf(older, index), `entry ${index} is another one in the other bundle`, index);
  }
  if (was.scope.kind === 'CASE' && is.scope.kind === 'CASE') {
    const held = new Map(is.records.map(({ id, entries }) => [id, entries]));
    for (const { id, entries } of was.records)
      if ((held.get(id) ?? Infinity) < entries)
        tell(FILES.export, `${id} has ${entries} entries here, and fewer in the other bundle, which is newer`);
  }
  const removed: RemovedOpening[] = [];
  let removedTotal = 0;
  const since = removals.filter(({ index }) => index >= was.size);
  for (const opening of removedFrom(older.folder, since)) {
    removedTotal += 1;
    if (removed.length < MOST_TOLD) removed.push(opening);
  }
  return { consistency, size: is.size, common, removed, removedTotal, findings: findings.kept };
}

async function consistencyOf(older: VerifiedBundle, newer: VerifiedBundle): Promise<NewerReport['consistency']> {
  const [head] = older.heads;
  if (newer.description!.scope.kind === 'LOG' && head && newer.heads[0]) {
    const reader = new BundleLedgerReader(newer.folder, newer.heads[0].size);
    const root = await new TiledTree(reader, head.size).root();
    return root.equals(head.root) ? 'PROVEN' : 'CONTRADICTED';
  }
  // Both begin one tree, where a tree that follows the one is a tree that follows the other.
  const meeting = older.heads.flatMap((one) =>
    newer.heads.flatMap((other) => (one.size === other.size ? [isSame(one, other)] : [])),
  );
  if (meeting.includes(false)) return 'CONTRADICTED';
  return meeting.length > 0 ? 'PROVEN' : 'NOT_PROVABLE';
}

const isSame = (one: TreeHead, other: TreeHead) => one.root.equals(other.root);

const fileOf = ({ description, folder }: VerifiedBundle, index: number): string =>
  description!.scope.kind === 'CASE'
    ? FILES.entries
    : new BundleLedgerReader(folder, description!.size).entriesFile(Math.floor(index / TILE_WIDTH));

interface HeldEntry {
  readonly index: number;
  readonly leaf: string;
}

/** Side by side, in the order of the indices. */
function* commonEntries(older: VerifiedBundle, newer: VerifiedBundle): Generator<{ index: number; same: boolean }> {
  const [a, b] = [entriesOf(older), entriesOf(newer)];
  let [one, other] = [a.next(), b.next()];
  while (!one.done && !other.done) {
    const apart = one.value.index - other.value.index;
    if (apart === 0) yield { index: one.value.index, same: one.value.leaf === other.value.leaf };
    if (apart <= 0) one = a.next();
    if (apart >= 0) other = b.next();
  }
}

function* entriesOf({ description, folder, heads }: VerifiedBundle): Generator<HeldEntry> {
  if (description!.scope.kind === 'CASE') {
    yield* new PlacedLines(folder, FILES.entries, parseEntryLine, new BundleFindings(0)).all();
    return;
  }
  const size = heads[0]?.size ?? 0;
  const reader = new BundleLedgerReader(folder, size);
  for (let first = 0; first < size; first += TILE_WIDTH) {
    const width = Math.min(TILE_WIDTH, size - first);
    const entries = parseEntryBundle(reader.bundleSync(first / TILE_WIDTH, width), width);
    for (let n = 0; n < entries.length; n++) yield { index: first + n, leaf: entries[n]!.toString('utf8') };
  }
}
