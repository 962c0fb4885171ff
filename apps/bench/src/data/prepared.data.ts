import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { project } from '../figures/projection/projection.jobs.js';
import type { LogShape } from '../generate/generate-events.js';
import { LOG_FILE, MODEL_FOLDER, VAULT_FILE, VAULT_KEY_FILE } from './files.js';
import { writeLog } from './write-log.js';

/** Written last: a folder without it was cut off in the middle. */
const COMPLETE = 'complete';

/**
 * The generated log, and data folders made of it. What was generated is never written to: whoever writes gets a copy.
 * Everything is removed at the end but what `--keep` names.
 */
export class PreparedData {
  private servedFolder: Promise<string> | undefined;
  private madeLog: Promise<string> | undefined;
  private madeModel: Promise<void> | undefined;

  private constructor(
    private readonly shape: LogShape,
    private readonly progress: (message: string) => void,
    private readonly temporary: string,
    private readonly home: string,
  ) {}

  /** @param keep folder in which the generated log stays, one for each shape */
  static async open(shape: LogShape, progress: (message: string) => void, keep?: string): Promise<PreparedData> {
    const temporary = await mkdtemp(join(tmpdir(), 'on-record-bench-'));
    const home = join(keep ?? temporary, `seed-${shape.seed}-${shape.incidents}-${shape.events}`);
    return new PreparedData(shape, progress, temporary, home);
  }

  /** Folder of the log and its vault, for reading. */
  log(): Promise<string> {
    return (this.madeLog ??= this.makeLog());
  }

  /** Takes a folder with a read model of the whole log, so that none has to be made where one is needed. */
  async offerModel(folder: string): Promise<void> {
    const place = join(await this.log(), MODEL_FOLDER);
    this.madeModel ??= this.drop(place).then(() => rename(folder, place));
    await this.madeModel;
  }

  /** A data folder with log, vault and read model: one for all figures that do not mind a few more events in it. */
  served(): Promise<string> {
    return (this.servedFolder ??= this.copyServed());
  }

  /** A data folder of one's own, with log, vault and read model. */
  async copyServed(): Promise<string> {
    await (this.madeModel ??= this.makeModel());
    const copy = await this.copy();
    await cp(join(await this.log(), MODEL_FOLDER), join(copy, MODEL_FOLDER), { recursive: true });
    return copy;
  }

  /** A data folder of one's own, with log and vault. */
  async copy(): Promise<string> {
    const [from, to] = [await this.log(), await this.scratch()];
    for (const file of [LOG_FILE, VAULT_FILE, VAULT_KEY_FILE]) await cp(join(from, file), join(to, file));
    return to;
  }

  /** An empty folder. */
  scratch(): Promise<string> {
    return mkdtemp(join(this.temporary, 'folder-'));
  }

  drop(folder: string): Promise<void> {
    return rm(folder, { recursive: true, force: true });
  }

  close(): Promise<void> {
    return this.drop(this.temporary);
  }

  private async makeLog(): Promise<string> {
    if (existsSync(join(this.home, COMPLETE))) return this.home;
    await this.drop(this.home);
    await mkdir(this.home, { recursive: true });
    await writeLog(this.home, this.shape, this.progress);
    await writeFile(join(this.home, COMPLETE), '');
    return this.home;
  }

  private async makeModel(): Promise<void> {
    const home = await this.log();
    // One that was kept may be of another version of the software: a read model in a kept folder is made anew.
    const folder = join(home, MODEL_FOLDER);
    await this.drop(folder);
    await mkdir(folder);
    const { seconds } = await project({ log: join(home, LOG_FILE), folder, upTo: this.shape.events - 1 });
    this.progress(`made the read model in ${seconds.toFixed(0)} s`);
  }
}
