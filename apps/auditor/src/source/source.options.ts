import type { Command } from 'commander';
import { UsageError } from '../usage.error.js';

/** Where the record is asked for. */
export interface SourceOptions {
  readonly server?: string;
  readonly data?: string;
  readonly bundle?: string;
}

export type ChosenSource =
  { readonly kind: 'SERVER'; readonly url: string } | { readonly kind: 'DATA' | 'BUNDLE'; readonly folder: string };

const OPTIONS = ['server', 'data', 'bundle'] as const;

export const addSourceOptions = (command: Command): Command =>
  command
    .option('--server <url>', 'ask a server')
    .option('--data <folder>', "ask the DATA_DIR of a server, which may run meanwhile; with the server's variables")
    .option('--bundle <folder>', 'ask an exported bundle, which is verified first');

/** @throws UsageError, which names the options that were given */
export function chosenSource(options: SourceOptions): ChosenSource {
  const given = OPTIONS.filter((name) => options[name] !== undefined);
  if (given.length === 0) throw new UsageError(`name one of ${inWords(OPTIONS, 'or')}: none was given`);
  requireOne(given);
  const { server, data, bundle } = options;
  if (server !== undefined) return { kind: 'SERVER', url: server };
  return data === undefined ? { kind: 'BUNDLE', folder: bundle! } : { kind: 'DATA', folder: data };
}

/** Of a command that takes a data folder where nothing else is named. @throws UsageError */
export const requireOneSource = (command: Command): void =>
  requireOne(OPTIONS.filter((name) => command.getOptionValueSource(name) === 'cli'));

function requireOne(given: readonly (typeof OPTIONS)[number][]): void {
  if (given.length > 1)
    throw new UsageError(`name one of ${inWords(OPTIONS, 'or')}: ${inWords(given, 'and')} were given`);
}

const inWords = (names: readonly string[], word: string): string => {
  const options = names.map((name) => `--${name}`);
  return `${options.slice(0, -1).join(', ')} ${word} ${options.at(-1)}`;
};
