import { Command } from 'commander';
import { preparePgHead } from '#ledger/postgres';
import { preparePostgresVault } from '#vault/postgres';
import { ConfigurationError } from './config/index.js';
import { secretText } from './config/secret-file.js';
import { EXIT } from './lifecycle/exit-codes.js';

/** Run with the role that owns the vault, so that the server's own role need not be able to drop a table. */
const program = new Command('prepare-vault')
  .description(
    "Makes or updates the tables of the vault and of the ledger's head in the PostgreSQL that VAULT (or the file VAULT_FILE) names, as its owner.",
  )
  .option('--grant <role>', "the role of the API's nodes, which may then change rows and nothing else")
  .action(async ({ grant }: { grant?: string }) => {
    const vault = secretText('VAULT', process.env);
    if ('problem' in vault) throw new ConfigurationError([vault.problem]);
    const url = vault.text?.trim() ?? '';
    if (!/^postgres(ql)?:\/\//.test(url))
      throw new ConfigurationError([
        'VAULT: its value (not shown) is no address of a PostgreSQL database: postgres://…',
      ]);
    const where = await preparePostgresVault({ url }, grant);
    await preparePgHead({ url }, grant);
    process.stdout.write(`The vault and the ledger's head at ${where} are prepared${grant ? ` for ${grant}` : ''}.\n`);
  });

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof ConfigurationError ? EXIT.wrongConfiguration : EXIT.couldNotStart;
}
