import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import type { EventStore, StorePosition } from '#event-store';
import { SqliteReadModel } from '#read-model';
import { tablesOf } from '../tables.js';
import type { Model } from './model.js';
import type { Tables } from './witnessed.js';

const STORE = new URL('./quick.js', import.meta.url).href;

/** A read model as it ships: its projector in a thread, with a connection of its own to the log, and its rows in a file. */
export class FileModel implements Model {
  readonly name = 'read model in a file';
  readonly problems: string[] = [];
  tables: Tables = {};

  private constructor(
    private readonly folder: string,
    private readonly model: SqliteReadModel,
  ) {}

  static async open(connectionString: string, log: EventStore): Promise<FileModel> {
    const folder = await mkdtemp(join(tmpdir(), 'onrecord-faults-'));
    const store = { url: STORE, options: { connectionString } };
    return new FileModel(folder, SqliteReadModel.open({ folder, log, store }));
  }

  get position(): StorePosition | undefined {
    return this.model.status().position;
  }

  async live(stop: AbortSignal): Promise<void> {
    if (!stop.aborted) await once(stop, 'abort');
    const { state, problem, file } = this.model.status();
    if (state === 'PAUSED') this.problems.push(`it has paused: ${problem}`);
    await this.model.close();
    if (file !== ':memory:') this.tables = tablesOf(file);
    await rm(this.folder, { recursive: true, force: true });
  }
}
