import '../support/patience.js';
import { randomUUID } from 'node:crypto';
import { Recorder } from '../../apps/demo/src/loading/recorder.js';
import { someone } from '../support/actors.js';
import { newsroom } from '../support/newsroom.js';
import { type Nodes, someNodes } from '../support/nodes.js';

let nodes: Nodes;
afterAll(() => nodes.remove());

describe('a node whose clock is a minute ahead', () => {
  it('reads, records nothing, says why, and leaves the command to another', async () => {
    nodes = await someNodes();
    const right = await nodes.start('right');
    const editor = await someone(right, 'EDITOR');
    const room = await newsroom(editor);
    const wrong = await nodes.start('wrong', { ahead: 60_000 });
    const atWrong = new Recorder(wrong.client(editor.token));

    const { cursor } = await editor.client.ask<{ cursor: string }>('{ cursor }');
    const read = `{ incident(id: "${room.incident}") { id } }`;
    expect(await atWrong.client.readingAfter(cursor).ask(read)).toEqual({ incident: { id: room.incident } });

    const input = room.access({ commandId: randomUUID() });
    await expect(atWrong.record('recordEvidenceAccess', input)).rejects.toMatchObject({
      code: 'CLOCK_OFF',
      message: expect.stringMatching(/(59|60)\.\d s ahead of the database's/),
    });
    expect(await editor.record('recordEvidenceAccess', input)).toMatchObject({ repeated: false });

    const health = await fetch(`${wrong.url}/health/ready`);
    expect([health.status, await health.json()]).toMatchObject([503, { checks: { clock: { ok: false } } }]);
    expect(wrong.log()).toContain('the clock is off: nothing is recorded');
    expect((await fetch(`${right.url}/health/ready`)).status).toBe(200);
  });

  it('begins no new record, which a node whose clock is right then does', async () => {
    await nodes.remove();
    nodes = await someNodes();
    const wrong = nodes.start('first', { ahead: 60_000 });
    await expect(wrong).rejects.toThrow(
      /\(exit code 1\)[^]*s ahead of the database's[^]*Nor does it begin a new record/,
    );
    const right = await nodes.start('first');
    expect(right.adminToken).toBeDefined();
  });
});
