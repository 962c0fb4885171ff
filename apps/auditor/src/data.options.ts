import { type Command, Option } from 'commander';

/** Where the files and the log of a server are; defaults and variables are the server's own. */
export interface DataOptions {
  readonly data: string;
  readonly log: string;
  readonly prefix: string;
}

export const addDataOptions = (command: Command): Command =>
  command
    .option('--data <folder>', "the server's DATA_DIR", './data')
    .addOption(
      new Option('--log <address>', 'the log, sqlite:<file> or kurrentdb://…; by default the one in the folder')
        .env('EVENT_STORE')
        .default('sqlite:'),
    )
    .addOption(
      new Option('--prefix <prefix>', 'what stands before the names of streams, on a server')
        .env('ONRECORD_STREAM_PREFIX')
        .default(''),
    );
