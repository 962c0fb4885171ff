import { join } from 'node:path';
import type { Logger } from 'pino';
import {
  ed25519Signer,
  FileLedgerReader,
  type HeadStore,
  loadSigningKey,
  NodeDisk,
  type SealedHead,
  SealerThread,
  TimeStampFolder,
} from '#ledger';
import { witnessAddress } from '../config/witness-address.js';
import type { Config } from '../config/index.js';
import type { ServedLedger } from '../ledger/ledger.port.js';
import { PublishedTree } from '../ledger/published-tree.js';
import { type HeadPlace, openHeadStore } from '../../../shared/src/ledger/head.adapter.js';
import { ledgerLog } from './ledger.log.js';
import { stampDaily } from './time-stamps.js';
import type { Stores } from './stores.js';

export interface Ledger extends ServedLedger {
  /** Keys that have signed, and those that sign now, in the order in which they were taken up; none where this node follows. */
  readonly vkeys: readonly string[];
  /** What was signed last by any node, though this one has no file of it; undefined before the first. */
  sealed(): Promise<SealedHead | undefined>;
  /** Begins to follow the log; what was published before is served without. */
  start(): void;
  close(): Promise<void>;
}

type LedgerConfig = Pick<
  Config,
  | 'ledger'
  | 'ledgerOrigin'
  | 'ledgerWithin'
  | 'ledgerKey'
  | 'ledgerFormerKey'
  | 'ledgerWitnesses'
  | 'ledgerQuorum'
  | 'tsaUrl'
  | 'vault'
>;

const adapter = (name: string) => new URL(`../../../shared/src/${name}.js`, import.meta.url).href;

/**
 * The ledger of this node: a thread that follows the log and seals it, once it is started, and a reader beside it.
 * @returns undefined where this node is to keep none
 * @throws SigningKeyError, HeadUnavailableError, each with what to do
 */
export async function openLedger(
  { files, logId }: Pick<Stores, 'files' | 'logId'>,
  config: LedgerConfig,
  logger: Logger,
): Promise<Ledger | undefined> {
  if (config.ledger === 'off') return undefined;
  const disk = new NodeDisk(files.ledger);
  disk.close();
  const place = headPlace(config, files.ledger);
  const head = await openHeadStore(place);
  try {
    const origin = await originOf(head, config, logId);
    const seeds = await seedsOf(head, config, files.ledgerKey, logger);
    const vkeys = await vkeysOf(head, origin, seeds);
    const thread = new SealerThread(
      {
        folder: files.ledger,
        origin,
        seeds,
        within: config.ledgerWithin,
        witnesses: config.ledgerWitnesses.map(witnessAddress),
        quorum: config.ledgerQuorum,
        log: { url: adapter('log/log.adapter'), options: files.place },
        head: { url: adapter('ledger/head.adapter'), options: place },
      },
      ledgerLog(logger),
    );
    const reader = new FileLedgerReader(new NodeDisk(files.ledger, { readOnly: true }), head);
    const published = new PublishedTree(reader);
    const timeStamps = new TimeStampFolder(new NodeDisk(files.ledger, { readOnly: true }));
    const folder = new TimeStampFolder(new NodeDisk(files.ledger));
    const stopStamping = stampDaily(config.tsaUrl, { reader, folder }, published, logger);
    return {
      reader,
      published,
      timeStamps,
      vkeys,
      sealed: () => head.current(),
      status: () => thread.status(),
      start: () => thread.start(),
      async close() {
        await stopStamping();
        published.close();
        await thread.stop();
        await head.close();
      },
    };
  } catch (error) {
    await head.close();
    throw error;
  }
}

/** Beside the vault, where nodes share one: they have one ledger too. */
export const headPlace = ({ vault }: Pick<Config, 'vault'>, folder: string): HeadPlace =>
  vault === 'sqlite:' ? { kind: 'FILE', file: join(folder, 'head.db') } : { kind: 'SERVER', url: vault };

/** A ledger keeps the name under which its first checkpoint was signed. */
async function originOf(head: HeadStore, { ledgerOrigin }: LedgerConfig, logId: string): Promise<string> {
  const signed = (await head.current())?.checkpoint.split('\n', 1)[0];
  return ledgerOrigin ?? signed ?? `onrecord.invalid/${logId}`;
}

/** The former key signs along, so that those who know only that one can follow to the next. */
async function seedsOf(
  head: HeadStore,
  { ledger, vault, ledgerKey, ledgerFormerKey }: LedgerConfig,
  file: string,
  logger: Logger,
): Promise<Uint8Array[]> {
  if (ledger === 'follow') return [];
  // Each node would make a key of its own, and all of them would sign.
  if (vault !== 'sqlite:' && ledgerKey === undefined) {
    logger.warn('this node serves the ledger and does not sign it: one of the nodes needs ONRECORD_LEDGER_KEY');
    return [];
  }
  const signedBefore = (await head.keys()).length > 0;
  const seeds = [loadSigningKey({ fromConfig: ledgerKey, file, signedBefore })];
  if (ledgerFormerKey !== undefined)
    seeds.push(loadSigningKey({ fromConfig: ledgerFormerKey, file, signedBefore: true }));
  return seeds;
}

/** Makes the signers, too, so that a name that cannot be one is told at the start. */
async function vkeysOf(head: HeadStore, origin: string, seeds: readonly Uint8Array[]): Promise<string[]> {
  if (seeds.length === 0) return [];
  const signed = (await head.keys()).map(({ vkey }) => vkey);
  // The former key was there first.
  const signing = seeds.map((seed) => ed25519Signer(origin, seed).vkey).toReversed();
  return [...new Set([...signed, ...signing])];
}
