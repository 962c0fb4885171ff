import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { copyModel, type ReadModel } from '#read-model';
import type { ModelCopies } from '../peer/model-copies.port.js';

const COPY = /^copy-[0-9a-f-]{36}\.db$/;

/** Copies for other nodes, in the folder of the read model, where there is room for it. */
export class ReadModelCopies implements ModelCopies {
  private busy = false;

  constructor(
    private readonly folder: string,
    private readonly readModel: Pick<ReadModel, 'status'>,
  ) {}

  async make(): ReturnType<ModelCopies['make']> {
    const { file, state } = this.readModel.status();
    if (file === ':memory:') return { busy: `This node has no read model yet (${state}).` };
    if (this.busy) return { busy: 'Another copy is being made or sent.' };
    this.busy = true;
    const copy = join(this.folder, `copy-${randomUUID()}.db`);
    try {
      // Left behind by a process that was killed.
      for (const name of await readdir(this.folder))
        if (COPY.test(name)) await rm(join(this.folder, name), { force: true });
      await copyModel(file, copy);
      const { size } = await stat(copy);
      const content = createReadStream(copy);
      content.once('close', () => void this.done(copy));
      return { content, bytes: size };
    } catch (error) {
      await this.done(copy);
      throw error;
    }
  }

  private async done(copy: string): Promise<void> {
    await rm(copy, { force: true });
    this.busy = false;
  }
}
