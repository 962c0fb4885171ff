import type { LedgerAlarm } from './alarm.js';

export type SealerStatus =
  /** What is on disk is being compared with what was signed. */
  | { readonly state: 'CHECKING' | 'CATCHING_UP' | 'LIVE' | 'STOPPED'; readonly size: number }
  /** The log ends before the ledger does: a restored backup. Nothing is signed until it has what was sealed. */
  | { readonly state: 'BEHIND'; readonly size: number; readonly logSize: number; readonly problem: string }
  /** The disk, the head or the log is away; it is tried again. */
  | { readonly state: 'RETRYING'; readonly size: number; readonly problem: string }
  /** Sealing has stopped for good: a person has to look at it. */
  | { readonly state: 'ALARM'; readonly size: number; readonly problem: string; readonly alarm: LedgerAlarm };

export function behind(logSize: number, size: number): SealerStatus {
  const problem =
    `the log has ${logSize} entries, and ${size} are sealed: an older backup was restored, or its end was lost. ` +
    'Nothing is sealed until the log holds again what was sealed: restore a log that is as new as the ledger';
  return { state: 'BEHIND', size, logSize, problem };
}
