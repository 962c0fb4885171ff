import type { Logger } from 'pino';
import { v5 } from 'uuid';
import { parseVerifierKey } from '#ledger';
import type { CommandExecutor } from '#commands/executor';
import { systemContext } from './issue-token.js';
import type { OpenedLog } from './open-log.js';

/**
 * Puts the chain of signing keys on record once there is more than one, so that who trusts the first can follow it to the
 * last in the history itself. Each command's id follows from the key: recorded once, however often a server starts.
 *
 * @param vkeys in the order in which they were taken up
 */
export async function recordSigningKeys(
  executor: CommandExecutor,
  { logId, systemActor }: OpenedLog,
  vkeys: readonly string[],
  logger: Logger,
): Promise<void> {
  if (vkeys.length < 2) return;
  let replaces: string | undefined;
  for (const { name, publicKey: bytes } of vkeys.map(parseVerifierKey)) {
    const publicKey = bytes.toString('base64');
    const commandId = v5(`signing-key/${publicKey}`, logId);
    const data = { name, publicKey, ...(replaces !== undefined && { replaces }) };
    const reason = { text: 'Checkpoints are signed with this key.' };
    const result = await executor.execute(
      { type: 'SigningKeyRotated', record: 'log', commandId, data, reason },
      systemContext(systemActor, commandId),
    );
    if (result.outcome === 'REFUSED')
      logger.warn({ key: name, code: result.refusal.code }, 'a signing key could not be put on record');
    replaces = publicKey;
  }
}
