import { Command, CommanderError } from 'commander';
import { DoesNotHoldError } from './does-not-hold.error.js';
import { UsageError } from './usage.error.js';
import { addCopyLog } from './copy-log/copy-log.command.js';
import { addExport } from './export/export.command.js';
import { EXIT, type Exit } from './exit-codes.js';
import { addAsOf } from './past/as-of.command.js';
import { addDiff } from './past/diff.command.js';
import { addCopyVault } from './copy-vault/copy-vault.command.js';
import { addRedact } from './redact/redact.command.js';
import { addReplay } from './replay/replay.command.js';
import { addVerify } from './verify/verify.command.js';
import { addWatch } from './watch/watch.command.js';
import { addWitness } from './witness/witness.command.js';
import { addVerifyBundle } from './verify-bundle/verify-bundle.command.js';

const COMMANDS = [
  addCopyLog,
  addCopyVault,
  addRedact,
  addReplay,
  addVerify,
  addWatch,
  addWitness,
  addVerifyBundle,
  addAsOf,
  addDiff,
  addExport,
];

/** Credentials of whatever address an error repeats. */
const withoutCredentials = (text: string): string => text.replace(/\/\/[^\s'"]*@/g, '//');

function exitOf(error: unknown): Exit {
  if (error instanceof UsageError) return EXIT.usage;
  return error instanceof DoesNotHoldError ? EXIT.doesNotHold : EXIT.cannotTell;
}

/** Carries out one command line, and tells what comes of it on the standard streams. Never throws.
 * @param args without those that name the program
 * @returns the exit code that the process is to end with */
export async function runAuditor(args: readonly string[]): Promise<Exit> {
  let exit: Exit = EXIT.holds;
  const end = (code: Exit): void => void (exit = code);
  const program = new Command('auditor')
    .description('Looks after logs, apart from the server.')
    .exitOverride()
    .showHelpAfterError('Run it with --help for its options.')
    .configureOutput({ outputError: (text, write) => write(withoutCredentials(text)) })
    .addHelpText('after', '\nExit codes: 0 done and holds, 1 does not hold, 2 cannot tell, 3 wrong usage.');
  for (const add of COMMANDS) add(program, end);
  try {
    await program.parseAsync(args, { from: 'user' });
    return exit;
  } catch (error) {
    // Its message is printed already; help that was asked for is no failure.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.holds : EXIT.usage;
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${withoutCredentials(message)}\n`);
    return exitOf(error);
  }
}
