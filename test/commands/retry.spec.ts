import '../support/patience.js';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { isRefused } from '../../apps/demo/src/loading/recorder.js';
import { mutationDocument } from '../../apps/demo/src/loading/mutation.document.js';
import { type Someone, someone } from '../support/actors.js';
import { appendedSo } from '../support/log-head.js';
import { idOf, incidentInput, type Newsroom, newsroom } from '../support/newsroom.js';
import { type RunningServer, startFreshServer } from '../support/server.js';

let server: RunningServer;
let editor: Someone;
let room: Newsroom;
beforeAll(async () => {
  server = await startFreshServer();
  editor = await someone(server, 'EDITOR');
  room = await newsroom(editor);
});
afterAll(() => server.stop());

/** Sends a mutation and hangs up once it is on its way, so that whoever sent it never learns what came of it. */
function sendAndHangUp(mutation: string, input: object): Promise<void> {
  const body = JSON.stringify({ query: mutationDocument(mutation), variables: { input } });
  return new Promise((resolve, reject) => {
    const sent = request(`${server.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        authorization: `Bearer ${editor.token}`,
      },
    });
    sent.on('error', reject);
    sent.end(body, () => {
      sent.removeAllListeners('error').on('error', () => {});
      sent.destroy();
      resolve();
    });
  });
}

describe('a mutation repeated after its answer was lost', () => {
  it('is recorded once, whether the lost attempt got through or not', async () => {
    const input = room.access({ commandId: randomUUID(), access: 'PARTIAL' });
    const before = await appendedSo(editor);
    await sendAndHangUp('recordEvidenceAccess', input);
    await editor.record('recordEvidenceAccess', input);
    // The mark of the first look, and the one entry.
    expect((await appendedSo(editor)) - before).toBe(2);
  });

  it('gives the first result, after others have appended', async () => {
    const input = room.access({ commandId: randomUUID(), access: 'DENIED' });
    const first = await editor.record('recordEvidenceAccess', input);
    await editor.record('recordEvidenceAccess', room.access({ access: 'FULL' }));
    const before = await appendedSo(editor);
    const again = await editor.record('recordEvidenceAccess', input);
    expect(first.repeated).toBe(false);
    expect(again).toMatchObject({ entry: first.entry, revision: first.revision, cursor: first.cursor, repeated: true });
    expect((await appendedSo(editor)) - before).toBe(1);
  });

  it('gives the record that it had begun, and begins no second one', async () => {
    const input = incidentInput(room.source, { commandId: randomUUID(), title: 'Reported once' });
    const first = await editor.record('reportIncident', input);
    const before = await appendedSo(editor);
    const again = await editor.record('reportIncident', input);
    expect([idOf(again), again.entry, again.repeated]).toEqual([idOf(first), first.entry, true]);
    expect((await appendedSo(editor)) - before).toBe(1);
  });

  it('is not held to the revision that it expected, since it was recorded at it', async () => {
    const { revision } = await editor.record('recordEvidenceAccess', room.access({ access: 'PARTIAL' }));
    const input = room.access({ commandId: randomUUID(), expectedRevision: revision, access: 'REVOKED' });
    const first = await editor.record('recordEvidenceAccess', input);
    const again = await editor.record('recordEvidenceAccess', input);
    expect(again).toMatchObject({ entry: first.entry, revision: revision + 1, repeated: true });
  });

  it('is recorded once when attempts run at the same time', async () => {
    const input = room.access({ commandId: randomUUID(), access: 'UNKNOWN' });
    const before = await appendedSo(editor);
    const attempts = await Promise.all(Array.from({ length: 6 }, () => editor.record('recordEvidenceAccess', input)));
    expect(new Set(attempts.map(({ entry }) => entry)).size).toBe(1);
    expect(attempts.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect((await appendedSo(editor)) - before).toBe(2);
  });

  it('is one creation when attempts to create run at the same time', async () => {
    const input = incidentInput(room.source, { commandId: randomUUID(), title: 'Created at once' });
    const attempts = await Promise.all(Array.from({ length: 6 }, () => editor.record('reportIncident', input)));
    expect(new Set(attempts.map(idOf)).size).toBe(1);
    expect(attempts.filter(({ repeated }) => !repeated)).toHaveLength(1);
  });

  it('is refused with other content, and the first stands', async () => {
    const commandId = randomUUID();
    const first = await editor.record('recordEvidenceAccess', room.access({ commandId, access: 'FULL' }));
    const before = await appendedSo(editor);
    const refused = await editor.attempt('recordEvidenceAccess', room.access({ commandId, access: 'DENIED' }));
    expect(refused).toMatchObject({ code: 'COMMAND_ID_REUSED', path: ['input', 'commandId'] });
    expect(isRefused(refused) && refused.details).toContainEqual({ key: 'entry', values: [first.entry] });
    expect((await appendedSo(editor)) - before).toBe(1);
  });

  it('is refused with another sealed value, and repeats with the same', async () => {
    const person = idOf(await editor.record('registerPerson', { kind: 'PRIVATE', reason: { text: 'Involved.' } }));
    const describe = (full: string) => ({
      record: person,
      commandId: '0b9a3c1e-58b5-4a63-b9a7-4a2c0f1d1e55',
      name: { full },
      occurred: { edtf: 'XXXX', zone: 'UTC' },
      sources: [{ source: room.source }],
    });
    const first = await editor.record('describePerson', describe('Ada Testperson'));
    const again = await editor.record('describePerson', describe('Ada Testperson'));
    expect([again.entry, again.repeated]).toEqual([first.entry, true]);
    expect(await editor.attempt('describePerson', describe('Bea Testperson'))).toMatchObject({
      code: 'COMMAND_ID_REUSED',
    });
  });

  it('is another command when another actor gives it', async () => {
    const other = await someone(server, 'EDITOR');
    const input = room.access({ commandId: randomUUID(), access: 'PARTIAL' });
    const first = await editor.record('recordEvidenceAccess', input);
    const second = await other.record('recordEvidenceAccess', input);
    expect(second.repeated).toBe(false);
    expect(second.entry).not.toBe(first.entry);
  });
});

describe('two editors changing one record at the same time', () => {
  it('are told of each other where both expect the same revision: one is recorded, the other reads again', async () => {
    const other = await someone(server, 'EDITOR');
    const { revision } = await editor.record('recordEvidenceAccess', room.access());
    const attempts = await Promise.all([
      editor.attempt('recordEvidenceAccess', room.access({ expectedRevision: revision, access: 'PARTIAL' })),
      other.attempt('recordEvidenceAccess', room.access({ expectedRevision: revision, access: 'DENIED' })),
    ]);
    const refused = attempts.filter(isRefused);
    expect(attempts.filter((attempt) => !isRefused(attempt))).toMatchObject([{ revision: revision + 1 }]);
    expect(refused).toMatchObject([
      {
        code: 'CONFLICT',
        path: ['input', 'expectedRevision'],
        expectedRevision: revision,
        actualRevision: revision + 1,
      },
    ]);
  });

  it('are both recorded, one after the other, where they expect nothing', async () => {
    const other = await someone(server, 'EDITOR');
    const { revision } = await editor.record('recordEvidenceAccess', room.access());
    const attempts = await Promise.all(
      [editor, other, editor, other].map((who) =>
        who.record('recordEvidenceAccess', room.access({ access: 'PARTIAL' })),
      ),
    );
    expect(attempts.map((attempt) => attempt.revision).sort((a, b) => a - b)).toEqual(
      [1, 2, 3, 4].map((n) => revision + n),
    );
  });
});
