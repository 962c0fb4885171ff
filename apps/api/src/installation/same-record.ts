import { readdirSync } from 'node:fs';
import type { EventStore } from '#event-store';
import type { Vault } from '#vault';
import { ERASURES_CHECKPOINT } from './erasure.follower.js';
import { type DataFiles, InstallationError, namedFiles } from './files.js';
import { placeInWords, standsAt } from './followed.place.js';
import { peekAt } from '../../../shared/src/log/log.adapter.js';
import { isLogBehindVault } from './log-behind-vault.js';
import { type OpenedLog, readLogId } from './open-log.js';
import type { VaultPlace } from './vault-place.js';

/** Where the vault keeps the id of the log whose values it seals. */
export const LOG_ID_CHECKPOINT = 'log';

const SAME_MOMENT =
  'Restore log, vault and key of the same moment from a backup (docs/operators.md, Backups); to begin a new record, ' +
  'name an empty folder in DATA_DIR. Nothing was changed.';

/**
 * Refuses files that do not belong together, before anything is written: a log that was lost would otherwise look like
 * a first start. What is made first is looked at last (the vault is made before the log, and marked after it), so that
 * a start beside another that is making both sees nothing wrong, and one that was killed in between can be repeated.
 * @throws InstallationError
 */
export async function requireSameRecord(
  files: Pick<DataFiles, 'log' | 'place' | 'readModel'>,
  place: VaultPlace,
  acceptOlderLog: boolean,
): Promise<void> {
  const projected = readdirSync(files.readModel).length > 0;
  const vault = await place.peek([LOG_ID_CHECKPOINT, ERASURES_CHECKPOINT]);
  const expected = vault.checkpoint(LOG_ID_CHECKPOINT);
  const followed = vault.checkpoint(ERASURES_CHECKPOINT);
  const log = await peekAt(files.place, async (store) => ({
    id: await readLogId(store),
    head: await store.head(),
    isBehind: followed !== undefined && (await standsAt(store, followed)) === undefined,
  }));
  if (log?.head === undefined) {
    const witness = (expected ?? followed) ? place.where : projected ? files.readModel : undefined;
    if (witness === undefined) return;
    throw new InstallationError(
      `The log is missing: ${files.log} holds no entry, and ${witness} has followed one. ${SAME_MOMENT}`,
    );
  }
  if (!vault.initialised && !(await place.peek([])).initialised)
    throw new InstallationError(
      `The vault is missing: ${files.log} holds a record, and ${place.where} holds nothing of it: no sealed value, no token. ${SAME_MOMENT}`,
    );
  if (expected !== undefined && expected !== log.id)
    throw new InstallationError(
      `Log and vault are not of the same record: ${files.log} is log ${log.id}, and ${place.where} belongs to log ${expected}. ${SAME_MOMENT}`,
    );
  if (followed !== undefined && log.isBehind && !acceptOlderLog)
    throw new InstallationError(
      `The log is older than the vault, or its end was lost: ${files.log} ends at position ${log.head}, and ` +
        `${place.where} has followed it to ${placeInWords(followed)}, which is not there. Restore the log of the same ` +
        'moment as the vault, or a later one. If there is none, start once with ONRECORD_ACCEPT_OLDER_LOG=true: what ' +
        'was recorded after that position is then given up. Nothing was changed.',
    );
}

/**
 * Refuses where no record has been begun, and makes nothing there: a local command that was given the wrong folder would
 * otherwise begin another record, and the token that it shows would open nothing of the one that was meant.
 * @throws InstallationError
 */
export async function requireRecord(config: Parameters<typeof namedFiles>[0]): Promise<void> {
  const { place, log } = namedFiles(config);
  if ((await peekAt(place, readLogId)) !== undefined) return;
  throw new InstallationError(
    `There is no record yet: ${log} holds no entry. Set DATA_DIR, and EVENT_STORE where it is used, to where the record ` +
      'is; a new one is begun by the server alone, at its first start, which shows the first token. Nothing was changed.',
  );
}

/** Has the vault remember the log. An older log that was accepted is followed from its end: what comes next is new. */
export async function keepSameRecord(store: EventStore, vault: Vault, { logId }: OpenedLog): Promise<void> {
  if ((await vault.getCheckpoint(LOG_ID_CHECKPOINT)) !== logId) await vault.setCheckpoint(LOG_ID_CHECKPOINT, logId);
  if (await isLogBehindVault(store, vault)) await vault.setCheckpoint(ERASURES_CHECKPOINT, String(await store.head()));
}
