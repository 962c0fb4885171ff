import type { AdapterModule } from '../log/reading.port.js';
import type { SealerStatus, WhoSeals } from '../sealer/sealer.status.js';
import type { WitnessAddress } from '../witness/witness.client.js';
import type { AlarmCode, AlarmAt } from '../sealer/alarm.js';

export interface SealerSettings {
  readonly folder: string;
  readonly origin: string;
  /** Seeds of the keys, 32 bytes each. */
  readonly seeds: readonly Uint8Array[];
  /** Milliseconds after which growth is sealed at the latest. */
  readonly within: number;
  /** Default none. */
  readonly witnesses?: readonly WitnessAddress[];
  /** Cosignatures before a checkpoint is published; default 0. */
  readonly quorum?: number;
  /** Exports `openEventStore(options): Promise<EventStore>`. */
  readonly log: AdapterModule;
  /** Exports `openHeadStore(options): Promise<HeadStore>`. */
  readonly head: AdapterModule;
}

/** An error does not keep its class on the way between threads. */
export type ThreadStatus =
  | Exclude<SealerStatus, { state: 'ALARM' }>
  | (WhoSeals & {
      readonly state: 'ALARM';
      readonly size: number;
      readonly problem: string;
      readonly alarm: { readonly code: AlarmCode; readonly at: AlarmAt };
    });

export type ToSealer = { readonly kind: 'stop' };
