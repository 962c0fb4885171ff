import type { Logger } from 'pino';
import type { ThreadStatus } from '#ledger';
import { safeText } from '../logging/safe-error.js';

/** Logs what is wrong with the ledger and when it goes on: once each, and not what goes well. */
export function ledgerLog(logger: Logger): (status: ThreadStatus) => void {
  let trouble: string | undefined;
  return (status) => {
    if (status.state === 'LIVE') {
      if (trouble !== undefined) logger.warn({ size: status.size }, 'the ledger is sealed and published again');
      trouble = undefined;
    }
    if (!('problem' in status)) return;
    const { state, problem } = status;
    // What witnesses are waited for is told once, although more comes to be waited for.
    const told = state === 'WAITING' ? state : `${state} ${problem}`;
    if (trouble === told) return;
    trouble = told;
    const fields = { problem: safeText(problem) };
    if (status.state === 'RETRYING') logger.warn(fields, 'sealing the ledger has failed; it is tried again');
    else if (status.state === 'WAITING') logger.warn(fields, 'a checkpoint waits for its witnesses');
    else if (status.state === 'BEHIND')
      logger.error(fields, 'the log is behind the ledger; nothing is sealed meanwhile');
    else
      logger.error(
        { ...fields, ...status.alarm },
        'ALARM: the ledger is no longer sealed until a person has looked at it',
      );
  };
}
