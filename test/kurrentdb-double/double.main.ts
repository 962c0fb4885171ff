import { InProcessDouble } from './in-process-double.js';
import type { DoubleOptions } from './double.js';
import { answerRequests } from './process.protocol.js';

/** A double in a process of its own: its options come as the first argument, its orders over IPC. */
const options = JSON.parse(process.argv[2] ?? '{}') as DoubleOptions;
const double = await new InProcessDouble(options).start();
answerRequests(double);
process.once('disconnect', () => process.exit());
process.send!({ port: double.port });
