import { redactFolder } from '../redact-folder.js';

/** A process that redacts the log in the folder named by its first argument, and is killed once it has done a step. */
const [folder = '', last = ''] = process.argv.slice(2);
await redactFolder({
  log: `${folder}/log.db`,
  folder,
  dryRun: false,
  onStep: (step) => {
    if (step === last) process.kill(process.pid, 'SIGKILL');
  },
});
