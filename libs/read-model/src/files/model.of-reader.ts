import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { modelSignature } from '../tables/model.signature.js';
import { adoptModel, UnusableModelError } from './model.adoption.js';
import { copyModel } from './model.copy.js';
import { isComplete } from './model.file.js';
import { type Filling, fillModel } from './model.filling.js';
import { ModelPointer } from './model.pointer.js';

export interface ReadersModel extends Omit<Filling, 'limit'> {
  /** Where it is made: a folder of its own, made if missing. */
  readonly folder: string;
  /** A read model that serves, and may go on being written: a shorter way to the same rows. */
  readonly serving?: string | undefined;
}

/**
 * Makes a read model for somebody who is not the server of a log, and changes nothing of the server's: a copy of the one
 * that serves, or one that is filled from the log.
 */
export async function makeReadersModel({ folder, serving, ...filling }: ReadersModel): Promise<void> {
  const { log, staleAfterDays } = filling;
  const signature = modelSignature({ staleAfterDays });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (serving !== undefined && isComplete(serving, signature)) {
    const arriving = join(folder, 'arriving.db');
    try {
      await copyModel(serving, arriving);
      await adoptModel(arriving, { folder, log, staleAfterDays });
      return;
    } catch (error) {
      if (!(error instanceof UnusableModelError)) throw error;
      for (const suffix of ['', '-wal', '-shm']) rmSync(arriving + suffix, { force: true });
    }
  }
  const pointer = new ModelPointer(folder);
  const file = pointer.next(signature);
  await fillModel(file, filling);
  pointer.write(file);
}
