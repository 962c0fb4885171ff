import './support/patience.js';
import { randomUUID } from 'node:crypto';
import { RequestError } from '../apps/demo/src/loading/graphql.client.js';
import { type Double, startDouble } from './kurrentdb-double/index.js';
import { type Someone, someone } from './support/actors.js';
import { eventually } from './support/eventually.js';
import { type Newsroom, newsroom } from './support/newsroom.js';
import { type RunningServer, startServer, temporaryFolder } from './support/server.js';

const SECRET = 's3cret';

describe('a server whose log is a KurrentDB server that goes away', () => {
  let double: Double;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let server: RunningServer;
  let editor: Someone;
  let room: Newsroom;
  beforeAll(async () => {
    double = await startDouble();
    folder = await temporaryFolder();
    server = await startServer(folder.path, {
      EVENT_STORE: `kurrentdb://recorder:${SECRET}@127.0.0.1:${double.port}?tls=false`,
    });
    editor = await someone(server, 'EDITOR');
    room = await newsroom(editor);
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
    await double.stop();
  });

  const read = async () => {
    const query = `{ incident(id: "${room.incident}") { id } }`;
    const { data, extensions } = await editor.client.answer<{ incident: { id: string } | null }>(query);
    return { id: data?.incident?.id, ...(extensions!['readModel'] as { index: number; ageMs: number }) };
  };
  const health = async () => (await fetch(`${server.url}/health/ready`)).text();

  it('reads on, says how old that is, refuses to write, and goes on by itself when the log is back', async () => {
    const before = await read();
    await double.crash();

    const input = room.access({ commandId: randomUUID(), access: 'PARTIAL' });
    const refused = editor.record('recordEvidenceAccess', input);
    await expect(refused).rejects.toBeInstanceOf(RequestError);
    await expect(refused).rejects.toMatchObject({ code: 'LOG_UNAVAILABLE' });
    await eventually(async () => expect((await read()).ageMs).toBeGreaterThan(1_000));
    expect(await read()).toMatchObject({ id: room.incident, index: before.index });
    await eventually(async () => expect(await health()).toContain(`kurrentdb://127.0.0.1:${double.port}`));

    await double.restart();
    await eventually(async () => {
      const { repeated } = await editor.record('recordEvidenceAccess', input);
      expect(repeated).toBe(false);
    });
    await eventually(async () => expect(await read()).toMatchObject({ index: before.index + 1 }));
    await eventually(async () => expect((await fetch(`${server.url}/health/ready`)).status).toBe(200));
    expect(await editor.record('recordEvidenceAccess', input)).toMatchObject({ repeated: true });
  });

  it('shows the password of its connection string nowhere', async () => {
    expect(server.output() + server.log() + (await health())).not.toContain(SECRET);
    expect(server.log()).toContain('the log is away');
  });

  it('tells who starts it where the log is not there what is wrong, and leaves no trace', async () => {
    const other = await temporaryFolder();
    const nowhere = startServer(other.path, { EVENT_STORE: `kurrentdb://recorder:${SECRET}@127.0.0.1:1?tls=false` });
    const failure = (await nowhere.catch((error: Error) => error)) as Error;
    expect(failure.message).toContain('the log at kurrentdb://127.0.0.1:1 is not available: it cannot be reached');
    expect(failure.message).not.toContain(SECRET);
    await other.remove();
  });
});
