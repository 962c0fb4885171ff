import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { lockFile, type FileLock } from '#sqlite';
import { NodeDisk } from '../files/node.disk.js';
import { parseCheckpoint } from '../notes/checkpoint.js';
import { parseNote } from '../notes/note.js';
import type { CosignedTree, WitnessStore } from './witness.js';

/** What a witness has cosigned cannot be known. */
export class WitnessFileError extends Error {
  override readonly name = 'WitnessFileError';
}

const FORMAT = 'onrecord.witness/1';

/** The latest checkpoint of each log in one small file, written whole and on disk before an answer is given. */
export class WitnessFile implements WitnessStore {
  private readonly disk: NodeDisk;

  private constructor(
    private readonly file: string,
    private readonly trees: Map<string, CosignedTree>,
    private readonly lock: FileLock,
  ) {
    this.disk = new NodeDisk(dirname(file));
  }

  /**
   * @param isNew whether the witness has never cosigned anything: then a file may be made
   * @throws WitnessFileError where there is none although there should be, it cannot be read, or is in use
   */
  static open(file: string, isNew: boolean): WitnessFile {
    const isThere = existsSync(file);
    if (!isThere && !isNew)
      throw new WitnessFileError(
        `${file} is not there, and the key of this witness is: what it cosigned is not known any more, and it must not ` +
          'cosign another history. Restore the file; or begin with another key and tell those who believe this one',
      );
    // Before it is read: another process may be about to write it.
    new NodeDisk(dirname(file)).close();
    const lock = lockFile(`${file}.lock`);
    if (!lock) throw new WitnessFileError(`${file} is in use by another witness: end it, or name another file`);
    try {
      const opened = new WitnessFile(file, isThere ? parse(readFileSync(file, 'utf8'), file) : new Map(), lock);
      if (!isThere) opened.write(opened.trees);
      return opened;
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  latest(origin: string): CosignedTree | undefined {
    return this.trees.get(origin);
  }

  keep(origin: string, tree: CosignedTree): void {
    this.write(new Map(this.trees).set(origin, tree));
    this.trees.set(origin, tree);
  }

  close(): void {
    this.disk.close();
    this.lock.release();
  }

  private write(trees: ReadonlyMap<string, CosignedTree>): void {
    const checkpoints = [...trees.values()].map(({ checkpoint }) => checkpoint);
    const text = `${JSON.stringify({ format: FORMAT, checkpoints }, null, 2)}\n`;
    this.disk.replace(basename(this.file), Buffer.from(text, 'utf8'));
  }
}

/** Of a file that is this machine's own: the notes were verified before they were kept. */
function parse(text: string, file: string): Map<string, CosignedTree> {
  try {
    const { format, checkpoints } = JSON.parse(text) as { format?: unknown; checkpoints?: unknown };
    if (format !== FORMAT || !Array.isArray(checkpoints)) throw new Error(`it is not of the format ${FORMAT}`);
    return new Map(
      (checkpoints as string[]).map((checkpoint) => {
        const { origin, size, root } = parseCheckpoint(parseNote(checkpoint).text);
        return [origin, { size, root, checkpoint }];
      }),
    );
  } catch (error) {
    throw new WitnessFileError(`${file} cannot be read (${(error as Error).message}): restore it from a copy`);
  }
}
