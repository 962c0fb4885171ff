import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandRequest } from '#commands';
import { DeadlineExceededError, LogUnavailableError } from '#event-store';
import { loadConfig } from '../config/index.js';
import { issueToken, newActor, systemContext } from './issue-token.js';
import { executorOn, nowhere, openStores, type Stores } from './stores.js';
import { TokenAuthenticator } from './token.authenticator.js';

const MINUTE = 60_000;

/** A node's view of the log: other nodes record, and the log can be away. */
describe('a token while the log is away', () => {
  let folder: string;
  let stores: Stores;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'onrecord-tokens-'));
    stores = await openStores(loadConfig({ DATA_DIR: folder }));
  });
  afterAll(async () => {
    await stores.close();
    rmSync(folder, { recursive: true });
  });

  async function given() {
    const elsewhere = { ...stores, executor: executorOn(stores, nowhere) };
    const { records } = executorOn(stores, nowhere);
    const actor = await newActor(elsewhere, 'VIEWER');
    const { secret } = await issueToken(elsewhere, actor);
    const log = { away: undefined as Error | undefined, asked: 0 };
    const clock = { now: Date.now() };
    const load: typeof records.load = async (stream, options) => {
      if (options?.fresh) log.asked += 1;
      if (options?.fresh && log.away) throw log.away;
      return records.load(stream, options);
    };
    const authenticator = new TokenAuthenticator(stores.vault, { load }, () => clock.now);
    return {
      log,
      clock,
      viewer: { actor, roles: new Set(['VIEWER']) },
      authenticate: () => authenticator.authenticate(secret),
      recordElsewhere: (request: Omit<CommandRequest, 'record'>) =>
        elsewhere.executor.execute({ ...request, record: actor }, systemContext(stores.systemActor)),
      tokenId: secret.split('_')[1]!,
    };
  }

  it.each([
    ['does not answer', new DeadlineExceededError('read', 10_000)],
    ['cannot be reached', new LogUnavailableError('kurrentdb://127.0.0.1', 'gone')],
  ])('that %s is good for ten minutes from when the actor was last read, and no longer', async (_how, away) => {
    const { log, clock, viewer, authenticate } = await given();
    expect(await authenticate()).toEqual(viewer);
    log.away = away;
    // Asking again and again does not make it longer.
    for (let minute = 1; minute <= 10; minute++) {
      clock.now += MINUTE;
      expect(await authenticate()).toEqual(viewer);
    }
    clock.now += 1;
    await expect(authenticate()).rejects.toBe(away);
    await expect(authenticate()).rejects.toBe(away);
    log.away = undefined;
    expect(await authenticate()).toEqual(viewer);
  });

  it('is unknown where this node has never read its actor', async () => {
    const { log, authenticate } = await given();
    log.away = new LogUnavailableError('kurrentdb://127.0.0.1', 'gone');
    await expect(authenticate()).rejects.toBe(log.away);
  });

  it('asks the log once a second at most', async () => {
    const { log, clock, authenticate } = await given();
    await authenticate();
    log.away = new LogUnavailableError('kurrentdb://127.0.0.1', 'gone');
    clock.now += 1_000;
    const before = log.asked;
    for (let n = 0; n < 10; n++) await authenticate();
    clock.now += 1_000;
    for (let n = 0; n < 10; n++) await authenticate();
    expect(log.asked - before).toBe(2);
  });

  it('is refused as soon as the log is back, if it was revoked on another node meanwhile', async () => {
    const { log, clock, viewer, authenticate, recordElsewhere, tokenId } = await given();
    await authenticate();
    log.away = new LogUnavailableError('kurrentdb://127.0.0.1', 'gone');
    await recordElsewhere({ type: 'TokenRevoked', data: { tokenId } });
    clock.now += MINUTE;
    expect(await authenticate()).toEqual(viewer);
    log.away = undefined;
    clock.now += 1_000;
    expect(await authenticate()).toBeUndefined();
  });

  it('has the roles that the actor was last read with', async () => {
    const { log, clock, viewer, authenticate, recordElsewhere } = await given();
    await authenticate();
    log.away = new LogUnavailableError('kurrentdb://127.0.0.1', 'gone');
    await recordElsewhere({ type: 'RoleGranted', data: { role: 'AUDITOR' } });
    clock.now += MINUTE;
    expect(await authenticate()).toEqual(viewer);
    log.away = undefined;
    clock.now += 1_000;
    expect((await authenticate())?.roles).toEqual(new Set(['VIEWER', 'AUDITOR']));
  });
});
