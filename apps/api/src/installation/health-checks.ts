import type { EventStore } from '#event-store';
import type { ReadModel } from '#read-model';
import type { Vault } from '#vault';
import type { HealthResult } from '../health/health-check.port.js';
import type { ServedLedger } from '../ledger/ledger.port.js';
import type { HealthCheck } from '../ports.js';
import { isLogBehindVault } from './log-behind-vault.js';
import type { LogPresence } from './log.presence.js';
import type { NodeClock } from './node.clock.js';
import type { ProjectionLag } from './projection.lag.js';

/** Beyond this a checkpoint of the write-ahead log is being held up by a reader that does not end. */
const WAL_LIMIT = 256 * 1024 * 1024;

const BEHIND =
  'The log ends before the place to which the vault has followed it: an older log was restored, or its end was lost. ' +
  'Restore the log of the same age as the vault, or a later one; until then no opening is swept.';

export interface Watched {
  readonly store: EventStore;
  readonly readModel: ReadModel;
  readonly vault: Vault;
  readonly presence: Pick<LogPresence, 'requireWhole'>;
  /** Bytes of the log's write-ahead log, where it has one. */
  readonly logWalBytes: () => number;
  readonly lag: () => Promise<ProjectionLag>;
  /** Where there is another to compare it with. */
  readonly clock?: Pick<NodeClock, 'offset' | 'problem'> | undefined;
  readonly ledger: ServedLedger | undefined;
}

export function healthChecks(watched: Watched): readonly HealthCheck[] {
  const { store, readModel, vault, presence, logWalBytes, lag, clock, ledger } = watched;
  return [
    {
      name: 'log',
      async check() {
        presence.requireWhole();
        await store.head();
        return wal('log', logWalBytes());
      },
    },
    {
      name: 'read-model',
      async check() {
        const { entries: entriesBehind, seconds: secondsBehind } = await lag();
        const { state, problem, index, walBytes } = readModel.status();
        const details = { state, index, entriesBehind, secondsBehind, walBytes };
        if (state === 'LIVE' || state === 'CATCHING_UP') return { ...wal('read model', walBytes), details };
        return { ok: false, why: `The read model is ${state}${problem ? `: ${problem}` : ''}.`, details };
      },
    },
    {
      name: 'vault',
      async check() {
        const { walBytes = 0 } = await vault.stats();
        if (await isLogBehindVault(store, vault)) return { ok: false, why: BEHIND, details: { walBytes } };
        return wal('vault', walBytes);
      },
    },
    ...(clock ? [{ name: 'clock', check: () => clockResult(clock) }] : []),
    ...(ledger ? [{ name: 'ledger', check: () => ledgerResult(ledger) }] : []),
  ];
}

/**
 * Only a node whose log is not the one that was sealed is to be kept from serving. A log that was altered is the same on
 * all: they go on, and say so.
 */
function ledgerResult(ledger: ServedLedger): HealthResult {
  const status = ledger.status();
  const isAnother = status.state === 'ALARM' && status.alarm.code === 'HEAD_DIFFERS';
  return {
    ok: !isAnother,
    ...('problem' in status && { why: status.problem }),
    details: {
      state: status.state,
      size: status.size,
      ...(status.node !== undefined && { node: status.node }),
      ...(status.sealer !== undefined && { sealer: status.sealer }),
    },
  };
}

const clockResult = ({ offset: offsetMs, problem }: Pick<NodeClock, 'offset' | 'problem'>): HealthResult => ({
  ok: problem === undefined,
  ...(problem === undefined ? {} : { why: `${problem} Reads go on. Have it set by NTP.` }),
  details: { offsetMs },
});

const wal = (of: string, walBytes: number) =>
  walBytes > WAL_LIMIT
    ? {
        ok: false,
        why: `The write-ahead log of the ${of} has ${walBytes} bytes: a reader holds it up; end other programs that have the file open.`,
        details: { walBytes },
      }
    : { ok: true, details: { walBytes } };
