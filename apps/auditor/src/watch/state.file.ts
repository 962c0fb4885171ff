import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { NodeDisk } from '#ledger';
import { EMPTY_STATE, parseState, type WatchState } from './watch.state.js';

/** What a watcher remembers cannot be used. */
export class StateFileError extends Error {
  override readonly name = 'StateFileError';
}

/** What was seen, across restarts: written whole, and on disk before it is acted on. */
export class StateFile {
  private readonly file: string;

  constructor(file: string) {
    this.file = resolve(file);
  }

  /** @throws StateFileError where there is one that cannot be read: who begins anew believes whatever comes next */
  load(): WatchState {
    if (!existsSync(this.file)) return EMPTY_STATE;
    try {
      return parseState(readFileSync(this.file, 'utf8'));
    } catch (error) {
      throw new StateFileError(
        `--state: ${this.file} cannot be used (${(error as Error).message}). Restore it from a copy; or keep it aside ` +
          'and name another one, which begins with whatever the server shows now',
      );
    }
  }

  save(state: WatchState): void {
    const disk = new NodeDisk(dirname(this.file));
    try {
      disk.replace(basename(this.file), Buffer.from(`${JSON.stringify(state, null, 2)}\n`));
    } finally {
      disk.close();
    }
  }
}
