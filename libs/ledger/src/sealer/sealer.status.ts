import type { LedgerAlarm } from './alarm.js';

/** Who is who among nodes that share a head. */
export interface WhoSeals {
  /** Opaque id of this node; undefined before its files are open. */
  readonly node?: string;
  /** Of the node that holds the lease and signs, when it was last looked at; undefined where none did. */
  readonly sealer?: string;
}

export type SealerStatus = WhoSeals & SealerState;

type SealerState =
  /** What is on disk is being compared with what was signed. */
  | { readonly state: 'CHECKING' | 'CATCHING_UP' | 'LIVE' | 'STOPPED'; readonly size: number }
  /** The log ends before the ledger does: a restored backup. Nothing is signed until it has what was sealed. */
  | { readonly state: 'BEHIND'; readonly size: number; readonly logSize: number; readonly problem: string }
  /** Entries are sealed; the newest checkpoint waits for the cosignatures without which it is not to be published. */
  | { readonly state: 'WAITING'; readonly size: number; readonly problem: string }
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
