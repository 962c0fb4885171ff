import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CommandExecutor } from '#commands/executor';
import { FileLedgerReader, NodeDisk, TimeStampFolder } from '#ledger';
import { servingFile } from '#read-model';
import type { Vault } from '#vault';
import { type Config, ConfigurationError, loadConfig } from '../../../api/src/config/index.js';
import { type DataFiles, namedFiles } from '../../../api/src/installation/files.js';
import { headPlace } from '../../../api/src/installation/ledger.js';
import { nowhere } from '../../../api/src/installation/stores.js';
import { TokenAuthenticator } from '../../../api/src/installation/token.authenticator.js';
import { vaultPlace } from '../../../api/src/installation/vault-place.js';
import type { ServedLedger } from '../../../api/src/ledger/ledger.port.js';
import { PublishedTree } from '../../../api/src/ledger/published-tree.js';
import { openHeadStore } from '../../../shared/src/ledger/head.adapter.js';
import { openStoreAt } from '../../../shared/src/log/log.adapter.js';
import { UsageError } from '../usage.error.js';
import { NOTHING_HELD } from './held.openings.js';
import { openOffline } from './offline.source.js';
import { type Progress, type RecordSource, wholeSource } from './record.source.js';

/**
 * A server's DATA_DIR, whether the server runs or not: nothing is written there. What may be shown to whom is decided as
 * the server decides it; without vault or key personal values are told as not held.
 *
 * @throws UsageError where there is no log; AnswerError
 */
export async function openFolder(
  named: string,
  token: string | undefined,
  onProgress: Progress,
): Promise<RecordSource> {
  const folder = resolve(named);
  const config = configOf(folder);
  const files = namedFiles(config);
  if (files.place.kind === 'FILE' && !existsSync(files.place.file))
    throw new UsageError(`--data: ${folder} holds no log: name the DATA_DIR of a server`);
  const opened: { close(): unknown }[] = [];
  const close = async () => {
    for (const part of opened.splice(0).toReversed()) await part.close();
  };
  try {
    const log = await openStoreAt(files.place, { readOnly: true });
    opened.push(log);
    const vault = await openVault(config, files, token);
    if (vault) opened.push(vault);
    const ledger = await openLedger(config, files);
    if (ledger) opened.push(ledger);
    const head = log.hasGaps ? undefined : Number((await log.head()) ?? 0);
    const source = await openOffline(
      {
        where: folder,
        config,
        log,
        place: files.place,
        serving: servingFile(files.readModel),
        entries: head,
        token,
        vault: vault ?? NOTHING_HELD,
        ledger: ledger ?? null,
        authenticator: vault
          ? new TokenAuthenticator(vault, new CommandExecutor({ store: log, vault, locator: nowhere }).records)
          : { authenticate: async () => undefined },
      },
      onProgress,
    );
    opened.push(source);
    return wholeSource(source, close);
  } catch (error) {
    await close();
    throw error;
  }
}

/** @throws UsageError with each variable that is wrong */
function configOf(folder: string): Config {
  try {
    return loadConfig({ ...process.env, DATA_DIR: folder });
  } catch (error) {
    throw error instanceof ConfigurationError ? new UsageError(error.message) : error;
  }
}

/** To open one makes what is missing of it. @returns undefined where vault or key did not come with the folder */
async function openVault(config: Config, files: DataFiles, token: string | undefined): Promise<Vault | undefined> {
  const isHere =
    config.vault !== 'sqlite:' ||
    (existsSync(files.vault) && (config.vaultKey !== undefined || existsSync(files.vaultKey)));
  if (isHere) return vaultPlace(config, files).open();
  if (token === undefined) return undefined;
  throw new UsageError(
    `--token: whose it is cannot be told, since ${files.folder} came without its vault or the key of that: ask without a token`,
  );
}

async function openLedger(
  config: Config,
  files: DataFiles,
): Promise<(ServedLedger & { close(): Promise<void> }) | undefined> {
  const place = headPlace(config, files.ledger);
  if (!existsSync(files.ledger) || (place.kind === 'FILE' && !existsSync(join(files.ledger, 'head.db'))))
    return undefined;
  const head = await openHeadStore(place);
  const disk = new NodeDisk(files.ledger, { readOnly: true });
  const reader = new FileLedgerReader(disk, head);
  const published = new PublishedTree(reader);
  await published.look();
  return {
    reader,
    published,
    timeStamps: new TimeStampFolder(disk),
    status: () => ({ state: 'STOPPED', size: published.current()?.size ?? 0 }),
    async close() {
      published.close();
      disk.close();
      await head.close();
    },
  };
}
