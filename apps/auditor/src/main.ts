#!/usr/bin/env node
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

/** Credentials of whatever address an error repeats. */
const withoutCredentials = (text: string): string => text.replace(/\/\/[^\s'"]*@/g, '//');

const end = (code: Exit): void => void (process.exitCode = code);

function exitOf(error: unknown): Exit {
  if (error instanceof UsageError) return EXIT.usage;
  return error instanceof DoesNotHoldError ? EXIT.doesNotHold : EXIT.cannotTell;
}

const program = new Command('auditor')
  .description('Looks after logs, apart from the server.')
  .exitOverride()
  .showHelpAfterError('Run it with --help for its options.')
  .configureOutput({ outputError: (text, write) => write(withoutCredentials(text)) })
  .addHelpText('after', '\nExit codes: 0 done and holds, 1 does not hold, 2 cannot tell, 3 wrong usage.');
addCopyLog(program, end);
addCopyVault(program, end);
addRedact(program, end);
addReplay(program, end);
addVerify(program, end);
addWatch(program, end);
addWitness(program, end);
addVerifyBundle(program, end);
addAsOf(program, end);
addDiff(program, end);
addExport(program, end);

try {
  await program.parseAsync();
} catch (error) {
  // Its message is printed already; help that was asked for is no failure.
  if (error instanceof CommanderError) end(error.exitCode === 0 ? EXIT.holds : EXIT.usage);
  else {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${withoutCredentials(message)}\n`);
    end(exitOf(error));
  }
}
