import { existsSync, lstatSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { lockFile } from '#sqlite';
import { loadMasterKey, MasterKeyError, OpeningCheck } from '#vault';
import { SqliteVaultSource } from '#vault/sqlite';
import { openHeadStore } from '../../../shared/src/ledger/head.adapter.js';
import { countingBar } from '../counting-bar.js';
import { EXIT, type Exit } from '../exit-codes.js';
import { UsageError } from '../usage.error.js';
import { copyHead, type HeadCopyReport, OtherLedgerError } from './copy-head.js';
import { copyVault, VaultMoveError } from './copy-vault.js';
import { vaultText } from './vault.text.js';

interface Options {
  readonly from: string;
  readonly to: string;
  readonly key?: string;
  readonly json: boolean;
}

/** @param end takes the exit code */
export function addCopyVault(program: Command, end: (code: Exit) => void): void {
  program
    .command('copy-vault')
    .summary("moves an embedded vault, and the ledger's head, to PostgreSQL")
    .description(
      'Copies a vault as it is, sealed: values, keys, what was erased, the index of names, tokens, and how far it has ' +
        'followed its log. Then it compares both, opens every sealed value of the copy and compares it with its ' +
        'commitment, copies the checkpoints of the ledger, and makes the copy a vault. Until then no server starts on it. Run again, it goes on where it ' +
        'stopped. Stop the server first. The master key stays what it is: give it to every node (ONRECORD_VAULT_KEY).',
    )
    .addOption(new Option('--from <place>', "the server's DATA_DIR, or its file vault.db").default('./data'))
    .addOption(
      new Option('--to <address>', 'postgres://…, of the role that owns the tables; better given in the variable')
        .env('COPY_TO')
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--key <key>', 'the master key, where it is not in vault.key beside the vault; better given in').env(
        'ONRECORD_VAULT_KEY',
      ),
    )
    .option('--json', 'print the report as JSON', false)
    .action(async (options: Options) => end(await run(options)));
}

async function run({ from, to, key, json }: Options): Promise<Exit> {
  if (!/^postgres(ql)?:\/\/[^/]/.test(to))
    throw new UsageError('--to: its value (not shown) is not a postgres:// address of a database');
  const file = vaultFile(from);
  const check = checkWith(key, file);
  const lock = lockFile(join(dirname(file), 'server.lock'));
  if (!lock) throw new Error(`A server has ${dirname(file)} open: stop it, and run this again. Nothing was copied.`);
  try {
    return await move(file, to, check, json);
  } catch (error) {
    if (!(error instanceof VaultMoveError || error instanceof OtherLedgerError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return EXIT.doesNotHold;
  } finally {
    lock.release();
  }
}

async function move(file: string, to: string, check: OpeningCheck, json: boolean): Promise<Exit> {
  const source = await SqliteVaultSource.open(file);
  const bars = { copied: countingBar(process.stderr, 'copied  '), verified: countingBar(process.stderr, 'verified') };
  try {
    // Loaded only by those who need it.
    const { PostgresVaultTarget } = await import('#vault/postgres');
    const target = await PostgresVaultTarget.open({ url: to });
    try {
      let head: HeadCopyReport | null = null;
      const report = await copyVault(source, target, check, {
        onRow: (what, done, all) => {
          if (!json) bars[what].tell(done, all);
          if (done === all) bars[what].end();
        },
        beforeFinish: async () => void (head = await moveHead(join(dirname(file), 'ledger', 'head.db'), to)),
      });
      const shown = { from: source.where, to: target.where, ...report, head };
      process.stdout.write(json ? `${JSON.stringify(shown, null, 2)}\n` : vaultText(shown));
      return report.holds ? EXIT.holds : EXIT.doesNotHold;
    } finally {
      await target.close();
    }
  } finally {
    bars.copied.end();
    bars.verified.end();
    await source.close();
  }
}

/** Nodes that share a vault share the ledger's head, in the same database. Null where this folder keeps no ledger. */
async function moveHead(file: string, to: string): Promise<HeadCopyReport | null> {
  if (!existsSync(file)) return null;
  const source = await openHeadStore({ kind: 'FILE', file });
  try {
    const target = await openHeadStore({ kind: 'SERVER', url: to });
    try {
      return await copyHead(source, target);
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

function vaultFile(from: string): string {
  const place = resolve(from.replace(/^sqlite:/, ''));
  const isFolder = lstatSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
  const file = isFolder ? join(place, 'vault.db') : place;
  if (!existsSync(file)) throw new UsageError(`there is no vault at ${file}: name the server's DATA_DIR`);
  return file;
}

function checkWith(key: string | undefined, file: string): OpeningCheck {
  try {
    const keyFile = join(dirname(file), 'vault.key');
    return new OpeningCheck(
      loadMasterKey({ ...(key === undefined ? {} : { fromConfig: key }), file: keyFile, vaultInitialised: true }),
    );
  } catch (error) {
    throw error instanceof MasterKeyError ? new UsageError(error.message) : error;
  }
}
