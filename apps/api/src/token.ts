import { Command, Option } from 'commander';
import type { Role } from '#domain';
import { ConfigurationError, loadConfig } from './config/index.js';
import { EXIT } from './lifecycle/exit-codes.js';
import { InstallationError } from './installation/files.js';
import { firstAdministrator, issueToken, newActor } from './installation/issue-token.js';
import { requireRecord } from './installation/same-record.js';
import { executorOn, nowhere, openStores } from './installation/stores.js';

/**
 * Issues a token from the machine that has the data folder, whether the server runs or not: whoever can read the folder
 * can read the vault's key, so this gives away nothing.
 */
const program = new Command('token')
  .description('Issues a token. Without an actor: for the first administrator, or for a new actor with the role.')
  .option('--actor <id>', 'an actor that is on record: actor-<uuid>')
  .addOption(
    new Option('--role <role>', 'for a new actor with this role')
      .choices(['VIEWER', 'EDITOR', 'AUDITOR', 'ADMIN'])
      .conflicts('actor'),
  )
  .action(async ({ actor, role }: { actor?: string; role?: Role }) => {
    const config = loadConfig(process.env);
    await requireRecord(config);
    const stores = await openStores(config);
    try {
      if (stores.clock?.problem) throw new InstallationError(stores.clock.problem);
      const issuing = { ...stores, executor: executorOn(stores, nowhere) };
      const holder = actor ?? (role ? await newActor(issuing, role) : await firstAdministrator(issuing));
      const { secret } = await issueToken(issuing, holder);
      process.stderr.write(`Token of ${holder}, shown once:\n`);
      process.stdout.write(`${secret}\n`);
    } finally {
      await stores.close();
    }
  });

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof ConfigurationError ? EXIT.wrongConfiguration : EXIT.couldNotStart;
}
