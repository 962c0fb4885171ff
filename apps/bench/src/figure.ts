import type { PreparedData } from './data/prepared.data.js';
import type { LogServer } from './server/log.server.js';

/** One line of the results; `--out` writes it as JSON. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The raw limit, measured in the same run, in the same unit; null where there is none to measure. */
  readonly limit: number | null;
  /** `value / limit`, or null. */
  readonly ratio: number | null;
  /** In words, as the requirement has it. */
  readonly target: string;
  readonly met: boolean;
}

export interface Measured {
  readonly rows: readonly Row[];
  /** What a reader of the figures should know: spread, counts, what was verified. */
  readonly notes: readonly string[];
}

export interface Scale {
  readonly incidents: number;
  readonly events: number;
}

export interface BenchContext {
  readonly seed: number;
  readonly scale: Scale;
  /** Whether this is a tenth of the whole. */
  readonly short: boolean;
  /** The generated log, with what figures derive from it; made once and shared. */
  readonly data: PreparedData;
  /** Tells whoever waits what is going on. */
  readonly progress: (message: string) => void;
}

export interface Figure {
  readonly name: string;
  readonly measure: (context: BenchContext) => Promise<Measured>;
}

export interface ServerContext extends BenchContext {
  /** Where the log is whose figures stand beside those of the embedded one. */
  readonly server: LogServer;
}

/** Of a log on a server; `limit` is the same on the embedded log, in the same run. */
export interface ServerFigure {
  readonly name: string;
  readonly measure: (context: ServerContext) => Promise<Measured>;
}
