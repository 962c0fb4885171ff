import type { HealthCheck } from './health/health-check.port.js';
import type { Authenticator } from './auth/authenticator.port.js';

/**
 * What the shell needs from the parts that a composition plugs in. A module that provides them must be global
 * (`global: true`) and export these tokens.
 */
export const CONFIG = Symbol('Config');
export const LOGGER = Symbol('pino Logger');
/** Provides an {@link Authenticator}. */
export const AUTHENTICATOR = Symbol('Authenticator');
/** Provides a {@link ReadModelStatus}. */
export const READ_MODEL_STATUS = Symbol('ReadModelStatus');
/** Provides a list of {@link HealthCheck}. */
export const HEALTH_CHECKS = Symbol('HealthCheck[]');

/** Provides a `Recorder` (`mutations/recorder.port.ts`). */
export const RECORDER = Symbol('Recorder');
/** Provides the `ReadModel` of `#read-model`. */
export const READ_MODEL = Symbol('ReadModel');
/** Provides `ModelCopies` (`peer/model-copies.port.ts`). */
export const MODEL_COPIES = Symbol('ModelCopies');
/** Provides a `ServedLedger` (`ledger/ledger.port.ts`), or null where the node keeps none. */
export const LEDGER = Symbol('Ledger');
/** Provides `ServedOpenings` (`ledger/openings.port.ts`). */
export const OPENINGS = Symbol('Openings');
/** Provides the `Vault` of `#vault`. */
export const VAULT = Symbol('Vault');

/** Provides a {@link PersonalGate}. */
export const PERSONAL_GATE = Symbol('PersonalGate');

/** Whether sealed values may be opened for anyone at all. */
export interface PersonalGate {
  /** False until every erasure that the log holds is known to be carried out: the vault may be an older one. */
  isOpen(): boolean;
}

/** How far the read model is, as told in `extensions.readModel` of every answer. */
export interface ReadModelPosition {
  /** Index of the last entry that the read model holds; -1 while it holds none. */
  readonly index: number;
  /** When that entry was recorded, UTC with milliseconds; absent while there is none. */
  readonly recordedAt?: string;
  /** Milliseconds since the read model was last known to hold all that the log held; after a start, since its last entry. */
  readonly ageMs: number;
  /** Id of the log; absent before the log has been opened. */
  readonly logId?: string;
}

export interface ReadModelStatus {
  /** Called for every answer, so it must be a look at memory. */
  current(): ReadModelPosition;
  /** Whether the read model came to hold the entry of an index within the time (milliseconds). */
  waitFor(index: number, timeoutMs: number, signal: AbortSignal): Promise<boolean>;
}

export type { Authenticator, HealthCheck };
