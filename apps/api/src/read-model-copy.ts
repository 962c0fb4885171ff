import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { copyModel, servingFile } from '#read-model';
import { ConfigurationError, loadConfig } from './config/index.js';
import { dataFiles } from './installation/files.js';
import { EXIT } from './lifecycle/exit-codes.js';

/** Reads only, so the server may run. */
const program = new Command('read-model-copy')
  .description('Copies the read model of DATA_DIR to a file that other nodes take over: ONRECORD_READ_MODEL_FROM.')
  .requiredOption('--out <file>', 'a file that is not there yet')
  .action(async ({ out }: { out: string }) => {
    if (existsSync(out)) throw new Error(`${out} is there already: name a new file, or remove that one first.`);
    const { readModel } = dataFiles(loadConfig(process.env));
    const file = servingFile(readModel);
    if (file === undefined) throw new Error(`${readModel} holds no read model yet: start the server once.`);
    await copyModel(file, out);
    process.stdout.write(`${out}\n`);
  });

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof ConfigurationError ? EXIT.wrongConfiguration : EXIT.couldNotStart;
}
