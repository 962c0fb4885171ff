import './support/patience.js';
import { randomUUID } from 'node:crypto';
import { type Someone, someone } from './support/actors.js';
import { readIndex } from './support/log-head.js';
import { type Newsroom, newsroom } from './support/newsroom.js';
import { type RunningServer, startFreshServer } from './support/server.js';

/** A cursor as a server makes it, moved on by so many entries. */
function movedOn(cursor: string, entries: number): string {
  const [version, log, index, sub] = Buffer.from(cursor, 'base64url').toString().split(':');
  return Buffer.from([version, log, Number(index) + entries, sub].join(':')).toString('base64url');
}

describe('a query that names what it has to show', () => {
  let server: RunningServer;
  let editor: Someone;
  let room: Newsroom;
  beforeAll(async () => {
    server = await startFreshServer({ ONRECORD_READ_WAIT_MS: '3000' });
    editor = await someone(server, 'EDITOR');
    room = await newsroom(editor);
  });
  afterAll(() => server.stop());
  const write = () => editor.record('recordEvidenceAccess', room.access({ commandId: randomUUID() }));

  it('shows it, by the cursor of the mutation', async () => {
    const { cursor } = await write();
    expect(await readIndex(editor.client.readingAfter(cursor!))).toBeGreaterThanOrEqual(
      Number(Buffer.from(cursor!, 'base64url').toString().split(':')[2]),
    );
  });

  it('waits for what is yet to be recorded', async () => {
    const { cursor } = await write();
    const before = await readIndex(editor.client);
    const waiting = readIndex(editor.client.readingAfter(movedOn(cursor!, 2)));
    await write();
    await write();
    expect(await waiting).toBeGreaterThanOrEqual(before + 2);
  });

  it('is told so where that does not come', async () => {
    const { cursor } = await write();
    const ask = editor.client.readingAfter(movedOn(cursor!, 1)).ask('{ cursor }');
    await expect(ask).rejects.toMatchObject({ code: 'READ_MODEL_BEHIND' });
  });

  it('is refused with the cursor of another log, and with what is none', async () => {
    const other = await startFreshServer();
    const { cursor } = await other.client().ask<{ cursor: string }>('{ cursor }');
    await other.stop();
    for (const wrong of [cursor, 'nonsense']) {
      const ask = editor.client.readingAfter(wrong).ask('{ cursor }');
      await expect(ask).rejects.toMatchObject({ code: 'INVALID_CURSOR' });
    }
  });
});
