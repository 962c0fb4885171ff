import { ChildProcessDouble } from './child-process-double.js';
import { DoubleCluster } from './cluster.js';
import type { Double, DoubleOptions } from './double.js';
import { InProcessDouble } from './in-process-double.js';

export type { ChildProcessDouble } from './child-process-double.js';
export type { DoubleCluster } from './cluster.js';
export type { Double, DoubleOptions, EventToWrite } from './double.js';
export type { Call, Manner, Misbehaviour, Moment, Strikes } from './misbehaviour.js';
export type { LogRecord } from './record.js';
export type { Reason } from './refusal.js';

/** A double in this process. */
export const startDouble = (options: DoubleOptions = {}): Promise<Double> => new InProcessDouble(options).start();

/** A double in a process of its own, with its log in a file; it can be killed and frozen as well. */
export const startDoubleProcess = (options: DoubleOptions & { readonly file: string }): Promise<ChildProcessDouble> =>
  new ChildProcessDouble(options).start();

/** Doubles in this process that form a cluster; the first one leads. */
export const startDoubleCluster = (size: number, options: DoubleOptions = {}): Promise<DoubleCluster> =>
  new DoubleCluster(options, size).start();
