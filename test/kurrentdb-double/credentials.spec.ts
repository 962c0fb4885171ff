import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_STREAM } from '@kurrent/kurrentdb-client';
import { makeCertificates } from './certificates.js';
import { startDouble, type Double } from './index.js';
import { all, clientOf, disposeClients, happened, Listening } from './testing.js';

const credentials = { username: 'recorder', password: 'changeit' };

describe('a double that wants credentials, over TLS', () => {
  let folder: string;
  let double: Double;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'double-'));
    const tls = makeCertificates();
    await writeFile(join(folder, 'ca.crt'), tls.authority);
    double = await startDouble({ credentials, tls });
  });
  afterEach(async () => {
    await disposeClients();
    await double.stop();
    await rm(folder, { recursive: true });
  });

  const client = (user: string) =>
    clientOf({
      connectionString: `kurrentdb://${user}localhost:${double.port}?tls=true&tlsCAFile=${join(folder, 'ca.crt')}`,
    });
  const right = `${credentials.username}:${encodeURIComponent(credentials.password)}@`;

  it('lets in who has them', async () => {
    await client(right).appendToStream('incident-1', happened(0), { streamState: NO_STREAM });
    expect(await all(client(right).readStream('incident-1'))).toHaveLength(1);
    const listening = new Listening().listenTo(client(right).subscribeToAll());
    await listening.until(({ kinds }) => kinds.includes('caughtUp'));
  });

  it("hears the wrong password from the client's reads where it needs escaping, unless it is given apart", async () => {
    await double.stop();
    const escaped = { username: 'recorder', password: 'p@ss:word' };
    const tls = makeCertificates();
    await writeFile(join(folder, 'ca.crt'), tls.authority);
    double = await startDouble({ credentials: escaped, tls });
    const given = client(`recorder:${encodeURIComponent(escaped.password)}@`);
    await given.appendToStream('incident-1', happened(0), { streamState: NO_STREAM });
    // The native module sends the password of a connection string as it is written there.
    await expect(all(given.readStream('incident-1'))).rejects.toMatchObject({ type: 'access-denied' });
    const apart = client('');
    apart.setCredentialsProvider(async () => escaped);
    expect(await all(apart.readStream('incident-1'))).toHaveLength(1);
  });

  it.each([
    ['wrong ones', 'recorder:wrong@'],
    ['none', ''],
  ])('refuses who has %s', async (_what, user) => {
    const appended = client(user).appendToStream('incident-1', happened(0), { streamState: NO_STREAM });
    await expect(appended).rejects.toMatchObject({ type: 'access-denied' });
    await expect(all(client(user).readStream('incident-1'))).rejects.toBeDefined();
    const listening = new Listening().listenTo(client(user).subscribeToAll());
    await listening.until(({ kinds }) => kinds.includes('error'));
    expect(listening.heard.at(-1)).toMatchObject({ error: { type: 'access-denied' } });
  });

  it('is not trusted by who does not know its authority', async () => {
    const stranger = clientOf({ connectionString: `kurrentdb://${right}localhost:${double.port}?tls=true` });
    await expect(stranger.appendToStream('incident-1', happened(0), { streamState: NO_STREAM })).rejects.toBeDefined();
    expect(await all(client(right).readAll())).not.toHaveLength(0);
  });

  it('drops connections over TLS like others', async () => {
    await double.misbehave({ call: 'batchAppend', when: 'after commit', how: { kind: 'drop' } });
    await expect(
      client(right).appendToStream('incident-1', happened(0), { streamState: NO_STREAM }),
    ).rejects.toMatchObject({ type: 'unavailable' });
    expect((await double.records()).some(({ stream }) => stream === 'incident-1')).toBe(true);
  });
});
