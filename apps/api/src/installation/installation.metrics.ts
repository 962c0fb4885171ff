import { Counter, Gauge, type Registry } from 'prom-client';
import type { CommandResult } from '#commands';
import type { Installation } from './installation.js';
import type { ReadModel } from '#read-model';
import type { OpenedStore } from '../../../shared/src/log/log.adapter.js';
import { projectionLag } from './projection.lag.js';

/** What the log, the vault and the read model have to say, as Prometheus metrics. */
export class InstallationMetrics {
  private readonly commands: Counter<'type' | 'outcome'>;

  constructor(registry: Registry, { stores, readModel, ledger }: Installation) {
    const registers = [registry];
    this.commands = new Counter({
      name: 'onrecord_commands_total',
      help: 'Commands, by event type and outcome: RECORDED, REPEATED, or the code of the refusal',
      labelNames: ['type', 'outcome'] as const,
      registers,
    });
    const gauge = (name: string, help: string, value: () => number | Promise<number>) =>
      new Gauge({
        name,
        help,
        registers,
        async collect() {
          // What cannot be known now must not hide what can.
          this.set(
            await Promise.resolve()
              .then(value)
              .catch(() => NaN),
          );
        },
      });
    gauge(
      'onrecord_read_model_index',
      'Index of the last entry that the read model holds',
      () => readModel.status().index,
    );
    gauge('onrecord_read_model_live', '1 while the read model follows the log, else 0', () =>
      readModel.status().state === 'LIVE' ? 1 : 0,
    );
    gauge(
      'onrecord_read_model_lag_entries',
      'Entries of the log that the read model does not hold yet',
      async () => (await projectionLag(stores.store, readModel)).entries,
    );
    gauge(
      'onrecord_read_model_lag_seconds',
      'Seconds since the oldest of them was recorded; 0 where there is none',
      async () => (await projectionLag(stores.store, readModel)).seconds,
    );
    gauge('onrecord_read_model_wal_bytes', 'Bytes of its write-ahead log', () => readModel.status().walBytes);
    const { clock } = stores;
    if (clock)
      gauge(
        'onrecord_clock_offset_seconds',
        "Seconds by which this node's clock is ahead of the database's",
        () => clock.offset / 1_000,
      );
    gauge('onrecord_log_entries', 'Entries that the log holds', () => entriesOf(stores.store, readModel));
    gauge('onrecord_log_wal_bytes', "Bytes of the log's write-ahead log", () => stores.store.walSize ?? NaN);
    gauge(
      'onrecord_log_commits',
      'Commits of the log to disk since the start',
      () => stores.store.counters?.commits ?? NaN,
    );
    gauge('onrecord_log_appends', 'Appends answered since the start', () => stores.store.counters?.requests ?? NaN);
    gauge('onrecord_ledger_size', 'Entries that are sealed', () => ledger?.status().size ?? NaN);
    gauge('onrecord_ledger_halted', '1 while nothing is sealed since something is wrong, else 0', () =>
      ['ALARM', 'BEHIND', 'RETRYING'].includes(ledger?.status().state ?? '') ? 1 : 0,
    );
    gauge('onrecord_ledger_waiting', '1 while a checkpoint waits for the cosignatures that it needs, else 0', () =>
      ledger?.status().state === 'WAITING' ? 1 : 0,
    );
    gauge('onrecord_vault_openings', 'Sealed values in the vault', async () => (await stores.vault.stats()).openings);
  }

  count(type: string, result: CommandResult): void {
    const outcome = result.outcome === 'REFUSED' ? result.refusal.code : result.repeated ? 'REPEATED' : 'RECORDED';
    this.commands.inc({ type, outcome });
  }
}

async function entriesOf(store: OpenedStore, readModel: ReadModel): Promise<number> {
  if (!store.hasGaps) return Number((await store.head()) ?? 0);
  return readModel.status().index + 1 + (await projectionLag(store, readModel)).entries;
}
