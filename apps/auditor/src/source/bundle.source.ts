import { resolve } from 'node:path';
import { BundleLedgerReader, FILES, type HeldEntry, heldEntries } from '#bundle';
import { aggregateOf } from '#domain';
import {
  formatTlogProof,
  type LedgerReader,
  NodeDisk,
  NotSealedError,
  TiledTree,
  TimeStampFolder,
  type TileRef,
} from '#ledger';
import { loadConfig } from '../../../api/src/config/index.js';
import type { ServedLedger } from '../../../api/src/ledger/ledger.port.js';
import { PublishedTree } from '../../../api/src/ledger/published-tree.js';
import { ROLES } from '../../../api/src/auth/viewer.js';
import { AnswerError } from '../server/graphql.server.js';
import { temporaryFolder } from '../temporary.folder.js';
import { HeldOpenings } from './held.openings.js';
import { openOffline } from './offline.source.js';
import { PartOfLog } from './part-of-log.js';
import { type About, type Progress, type RecordSource, wholeSource } from './record.source.js';
import { type SealedLog, writeSealedLog } from './sealed.log.js';
import { type HoldingBundle, verifiedBundle } from './verified.bundle.js';

/** Longest checkpoint that was verified a moment ago, in bytes. */
const MOST_NOTE = 2 ** 17;
/** Whoever has a bundle has all that is in it: what is opened there is shown. */
const READER = { roles: new Set(ROLES) };

export interface BundleSource extends RecordSource {
  readonly bundle: HoldingBundle;
  readonly records: SealedLog['records'];
}

/**
 * An exported bundle. It is verified; then its log is written anew in a temporary folder and read by the server's own
 * code, so that every moment up to the bundle's checkpoint can be asked for.
 *
 * @param about is looked for before anything is made
 * @param staleDays as the server had it; by default as the environment has it
 * @throws UsageError, DoesNotHoldError, AnswerError
 */
export async function openBundle(
  named: string,
  onProgress: Progress,
  { staleDays, about = [] }: { readonly staleDays?: number; readonly about?: About } = {},
): Promise<BundleSource> {
  const where = resolve(named);
  const bundle = await verifiedBundle(where, onProgress);
  const { folder, description } = bundle;
  const part = description.scope.kind === 'CASE' ? new PartOfLog(bundle, where) : undefined;
  if (part) part.requireHeld(about);
  else requireNoActor(about);
  const temporary = temporaryFolder('bundle');
  const opened: { close(): unknown }[] = [{ close: () => temporary.remove() }];
  const close = async () => {
    for (const part of opened.splice(0).toReversed()) await part.close();
  };
  try {
    const vault = new HeldOpenings();
    const entries = noting(heldEntries(folder, description), (entry) => {
      vault.add(entry);
      part?.add(entry);
    });
    const { log, place, records } = await writeSealedLog(
      entries,
      { folder: temporary.path, size: description.size },
      onProgress,
    );
    opened.push(log);
    const reader = part
      ? new HeadAlone(folder.text(FILES.checkpoint, MOST_NOTE))
      : new BundleLedgerReader(folder, description.size);
    const published = new PublishedTree(reader);
    opened.push(published);
    await published.look();
    const source = await openOffline(
      {
        where,
        config: loadConfig({
          ...process.env,
          DATA_DIR: temporary.path,
          ONRECORD_PUBLIC_READ: 'true',
          ...(staleDays === undefined ? {} : { ONRECORD_STALE_DAYS: String(staleDays) }),
        }),
        log,
        place,
        entries: description.size,
        // Any will do: who is asking is not in question.
        token: 'bundle',
        vault,
        ledger: ledgerOf(reader, published, temporary.path),
        authenticator: { authenticate: async () => READER },
      },
      onProgress,
    );
    opened.push(source);
    if (part) return { ...part.sourceOn(source, close), bundle, records };
    const proofOf = async ({ index }: { readonly index: number }) => {
      const hashes = await new TiledTree(reader, description.size).inclusionProof(index);
      return formatTlogProof({ index, hashes, checkpoint: folder.text(FILES.checkpoint, MOST_NOTE) });
    };
    return { ...wholeSource(source, close), proofOf, bundle, records };
  } catch (error) {
    await close();
    throw error;
  }
}

function requireNoActor(about: About): void {
  const actor = about === 'LIST' ? undefined : about.find((id) => aggregateOf(id) === 'actor');
  if (actor !== undefined)
    throw new AnswerError(`${actor.slice(0, 80)}: of who works with the tracker a bundle holds the leaves alone`);
}

function* noting(entries: Iterable<HeldEntry>, note: (entry: HeldEntry) => void): Generator<HeldEntry> {
  for (const entry of entries) {
    note(entry);
    yield entry;
  }
}

const ledgerOf = (reader: LedgerReader, published: PublishedTree, folder: string): ServedLedger => ({
  reader,
  published,
  timeStamps: new TimeStampFolder(new NodeDisk(folder, { readOnly: true })),
  status: () => ({ state: 'STOPPED', size: published.current()?.size ?? 0 }),
});

/** The ledger of a case: its checkpoint, and no tree. */
class HeadAlone implements LedgerReader {
  constructor(private readonly note: string) {}

  async checkpoint(): Promise<string> {
    return this.note;
  }

  async checkpointAt(): Promise<undefined> {
    return undefined;
  }

  async *checkpointSizes(): AsyncGenerator<never> {}

  async tile(_: TileRef): Promise<never> {
    throw new NotSealedError('a case has proofs, and no tiles');
  }

  async entryBundle(): Promise<never> {
    throw new NotSealedError('a case has proofs, and no tiles');
  }

  async indexOf(): Promise<undefined> {
    return undefined;
  }

  async keys(): Promise<readonly []> {
    return [];
  }
}
