import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor, JsonObject } from '#domain';
import type { CommandRequest, CommandResult } from '#commands';
import type { EventStore } from '#event-store';
import { loadConfig } from '../config/index.js';
import { createLogger } from '../logging/logger.js';
import { DueRecorder } from './due.recorder.js';
import { firstToken } from './first-token.js';
import { openInstallation, type Installation } from './installation.js';
import { firstAdministrator, issueToken, systemContext } from './issue-token.js';
import { executorOn, nowhere } from './stores.js';
import { TokenAuthenticator } from './token.authenticator.js';
import { VaultSweeper } from './vault.sweeper.js';

const DAY = 86_400_000;
const PATIENCE = 15_000;
const ZONE = 'America/Chicago';
const logger = createLogger('silent');

let folder: string;
let installation: Installation;
const open = async () => openInstallation(loadConfig({ DATA_DIR: folder }), logger);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'onrecord-installation-'));
  installation = await open();
});
afterAll(async () => {
  await installation.close();
  rmSync(folder, { recursive: true });
});

const reason = { text: 'For the test.' };
async function run(request: CommandRequest): Promise<Extract<CommandResult, { outcome: 'RECORDED' }>> {
  const result = await installation.executor.execute(request, systemContext(installation.stores.systemActor));
  if (result.outcome === 'REFUSED') throw new Error(`${result.refusal.code}: ${result.refusal.message}`);
  await installation.readModel.waitForEntry(result.entry, PATIENCE);
  return result;
}
const source = async () =>
  (await run({ type: 'SourceRecorded', data: { kind: 'WEB', publisher: 'A newspaper' } })).record;
const fact = async (type: string, data: JsonObject, record?: string): Promise<CommandRequest> => ({
  type,
  ...(record ? { record } : {}),
  occurred: { edtf: '2026-01-14', zone: ZONE },
  sources: [{ source: await source() }],
  data,
});
const incident = async () => {
  const place = { text: 'Minneapolis', country: 'US', zone: ZONE, precision: 'LOCALITY' };
  const data = { kinds: [{ code: 'SHOOTING' }], relevance: 'INCIDENT', title: 'A shooting', places: [place] };
  return (await run(await fact('IncidentReported', data))).record;
};
const typesOf = async (stream: string) => {
  const types: string[] = [];
  for await (const event of installation.stores.store.readStream(stream)) types.push(event.type);
  return types;
};

describe('an installation', () => {
  it('keeps the vault and its key from everyone but the owner', () => {
    expect(statSync(join(folder, 'vault.key')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'vault.db')).mode & 0o777).toBe(0o600);
  });

  it('gives the first administrator one token, and shows it once', async () => {
    const issuing = { ...installation.stores, executor: installation.executor };
    // Nodes that start at once, none of which knows what the others record.
    const nodes = Array.from({ length: 3 }, () => ({ ...issuing, executor: executorOn(installation.stores, nowhere) }));
    const shown = (await Promise.all(nodes.map(firstToken))).filter((text) => text !== undefined);
    expect(shown).toEqual([expect.stringMatching(/onr_[0-9a-f]{32}_/)]);
    expect(await firstToken(issuing)).toBeUndefined();
    const administrator = await firstAdministrator(issuing);
    const { state } = await installation.executor.records.load(administrator);
    expect((state.state as Actor).roles.map((role) => role.value)).toEqual(['ADMIN']);
  });
});

describe('a token', () => {
  it('is good until it is revoked, by the log or by the vault', async () => {
    const { stores, executor } = installation;
    const issuing = { ...stores, executor };
    const administrator = await firstAdministrator(issuing);
    let now = Date.now();
    const authenticator = new TokenAuthenticator(stores.vault, executor.records, () => now);
    const { secret } = await issueToken(issuing, administrator);
    expect(await authenticator.authenticate(secret)).toEqual({ actor: administrator, roles: new Set(['ADMIN']) });
    await run({ type: 'TokenRevoked', record: administrator, data: { tokenId: secret.split('_')[1]! } });
    now += 2_000;
    expect(await authenticator.authenticate(secret)).toBeUndefined();
  });

  it('opens nothing while its event is not in the log', async () => {
    const { stores, executor } = installation;
    const { mintToken } = await import('#vault');
    const { secret, tokenId, hash } = mintToken();
    const actor = await firstAdministrator({ ...stores, executor });
    await stores.vault.putToken({ tokenId, actor, secretHash: hash });
    expect(await new TokenAuthenticator(stores.vault, executor.records).authenticate(secret)).toBeUndefined();
  });
});

describe('what falls due', () => {
  const recorder = () =>
    new DueRecorder(installation.executor, installation.readModel, { ...installation.stores, staleDays: 90 }, logger);

  it('is recorded once, however often and by however many nodes it is noticed', async () => {
    const record = await incident();
    await run(await fact('InvestigationOpened', { incidents: [record], kind: { code: 'CRIMINAL' } }));
    await recorder().look(Date.now() + 89 * DAY);
    expect(await typesOf(record)).not.toContain('RecordWentStale');
    await Promise.all([recorder().look(Date.now() + 91 * DAY), recorder().look(Date.now() + 91 * DAY)]);
    await recorder().look(Date.now() + 92 * DAY);
    expect((await typesOf(record)).filter((type) => type === 'RecordWentStale')).toHaveLength(1);
  });

  it('says of a deadline that it passed, unless it was met', async () => {
    const record = await incident();
    const begun = await run(await fact('InvestigationOpened', { incidents: [record], kind: { code: 'CRIMINAL' } }));
    const due = { edtf: '2026-04-01', zone: ZONE };
    for (const deadlineId of ['report', 'autopsy'])
      await run(await fact('DeadlineSet', { deadlineId, what: 'A report', due, basis: 'STATUTE' }, begun.record));
    await run(await fact('DeadlineMet', { deadlineId: 'autopsy' }, begun.record));
    await recorder().look(Date.now());
    const passed: unknown[] = [];
    for await (const event of installation.stores.store.readStream(begun.record))
      if (event.type === 'DeadlinePassed') passed.push(event.data['deadlineId']);
    expect(passed).toEqual(['report']);
  });
});

describe('an erasure', () => {
  const nationality = (code: string) => ({ nationality: { code } });

  async function erased(): Promise<{ person: string; openings: () => Promise<(string | undefined)[]> }> {
    const person = (await run({ type: 'PersonRegistered', reason, data: { kind: 'PRIVATE' } })).record;
    const described = await run(await fact('PersonDescribed', { ...nationality('VE'), age: { value: 40 } }, person));
    const refs = described.event.sealed!.map(({ path, commitment }) => ({
      eventId: described.entry,
      path,
      commitment,
    }));
    const openings = async () => (await installation.stores.vault.open(refs)).map((opening) => opening?.field);
    expect(await openings()).toEqual(['age', 'nationality']);
    await run({
      type: 'PersonalDataErased',
      record: person,
      reason,
      acknowledge: ['SEQUENCE'],
      data: { fields: ['nationality'], basis: { code: 'SUBJECT_REQUEST' } },
    });
    return { person, openings };
  }

  it('deletes the openings of its fields, and no others', async () => {
    const { openings } = await erased();
    await until(async () => (await openings())[1] === undefined);
    expect(await openings()).toEqual(['age', undefined]);
  });

  it('is carried out before anything is served, where the server stopped in between', async () => {
    const { openings } = await erased();
    await installation.close();
    installation = await open();
    expect(await openings()).toEqual(['age', undefined]);
  });
});

describe('the vault', () => {
  const orphan = async () => {
    const { commitment, newSalt } = await import('#catalogue');
    const person = (await run({ type: 'PersonRegistered', reason, data: { kind: 'PRIVATE' } })).record;
    const ref = { eventId: crypto.randomUUID(), path: '/data/age/value' };
    const salt = newSalt();
    const opening = { ...ref, salt, value: 40, commitment: commitment(ref.eventId, ref.path, salt, 40) };
    await installation.stores.vault.put([{ ...opening, subject: person, field: 'age' }]);
    return { person, opening };
  };
  const sweeper = () =>
    new VaultSweeper(installation.stores.store, installation.stores.vault, installation.readModel, logger);

  it('is swept of what never reached the log, and keeps what did', async () => {
    const { person, opening } = await orphan();
    const kept = await run(await fact('PersonDescribed', { age: { value: 41 } }, person));
    await sweeper().sweep(new Date(Date.now() + DAY));
    expect(await installation.stores.vault.openingsOf(opening.eventId)).toEqual([]);
    expect(await installation.stores.vault.openingsOf(kept.entry)).toHaveLength(1);
  });

  it('is not swept of what is younger than the limit', async () => {
    const { opening } = await orphan();
    await sweeper().sweep(new Date(Date.now() - DAY));
    expect(await installation.stores.vault.openingsOf(opening.eventId)).toHaveLength(1);
  });

  it('is not swept where the log lacks what the vault has followed', async () => {
    const { store, vault } = installation.stores;
    await until(async () => (await vault.getCheckpoint('erasures')) !== undefined);
    const behind = { ...methodsOf(store), readStream: async function* () {} };
    const swept = new VaultSweeper(behind, vault, installation.readModel, logger).sweep(new Date());
    await expect(swept).rejects.toThrow('behind');
  });
});

const methodsOf = (store: EventStore): EventStore => ({
  append: store.append.bind(store),
  readStream: store.readStream.bind(store),
  readAll: store.readAll.bind(store),
  follow: store.follow.bind(store),
  head: store.head.bind(store),
  close: store.close.bind(store),
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + PATIENCE; !(await holds());) {
    if (Date.now() > end) throw new Error('it did not come about');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
