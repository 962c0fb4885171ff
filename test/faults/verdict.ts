import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { v5 } from 'uuid';
import type { StoredEvent } from '#domain';
import { commitment } from '#catalogue';
import { eventIdOf } from '#commands';
import { SqliteEventStore } from '#event-store/sqlite';
import { SqliteReadModel } from '#read-model';
import type { Vault } from '#vault';
import { openSqliteVault } from '#vault/sqlite';
import { dataFiles } from '../../apps/api/src/installation/files.js';
import type { LogPlace } from '../../apps/shared/src/log/log.place.js';
import type { Attempt } from './attempts.js';
import { differingTables, tablesOf } from './tables.js';

const ADAPTER = new URL('../../apps/shared/src/log/log.adapter.js', import.meta.url).href;

/** What a stopped installation holds, beside what its clients know. Gives every disagreement, in words. */
export async function verdict(
  dataDir: string,
  actor: string,
  attempts: readonly Attempt[],
  servingFile: string,
): Promise<{ readonly problems: readonly string[]; readonly events: number }> {
  const files = dataFiles({ dataDir, eventStore: 'sqlite:' });
  const store = await SqliteEventStore.open({ file: files.log, readOnly: true });
  const vault = await openSqliteVault({ file: files.vault, keyFile: files.vaultKey });
  try {
    const events: StoredEvent[] = [];
    for await (const event of store.readAll()) events.push(event);
    return {
      problems: [
        ...exactlyOnce(events, actor, attempts),
        ...(await openings(events, vault)),
        ...(await leftovers(attempts, actor, events, vault)),
        ...(await sameAsRebuilt(store, files.place, servingFile, join(dataDir, 'rebuilt'))),
      ],
      events: events.length,
    };
  } finally {
    await vault.close();
    await store.close();
  }
}

/** What was answered is there once; what was not is there once or not at all; nothing is there that nobody sent. */
function exactlyOnce(events: readonly StoredEvent[], actor: string, attempts: readonly Attempt[]): string[] {
  const problems: string[] = [];
  const byCommand = Map.groupBy(events, (event) => event.causationId);
  for (const { commandId, mutation, entry, record, refused } of attempts) {
    const recorded = byCommand.get(commandKey(commandId, actor)) ?? [];
    const what = `${mutation} ${commandId}`;
    if (recorded.length > 1) problems.push(`${what} is in the log ${recorded.length} times`);
    if (entry !== undefined && recorded[0]?.id !== entry)
      problems.push(`${what} was answered with ${entry}, and the log holds ${recorded[0]?.id ?? 'nothing'}`);
    if (record !== undefined && recorded[0]?.stream !== record)
      problems.push(`${what} was answered as of ${record}, and is in ${recorded[0]?.stream}`);
    if (refused !== undefined && entry === undefined && recorded.length > 0)
      problems.push(`${what} was refused with ${refused}, and is in the log`);
  }
  const sent = new Set(attempts.map(({ commandId }) => commandKey(commandId, actor)));
  // Tokens are issued by the server itself, in the name of the tracker.
  const unsent = events.filter((event) => event.actor === actor && !sent.has(event.causationId));
  problems.push(...unsent.map(({ id, type }) => `${type} ${id} is in the log, and nobody sent it`));
  return problems;
}

/** Every sealed path has an opening that matches its commitment, unless it was erased: then it has none. */
async function openings(events: readonly StoredEvent[], vault: Vault): Promise<string[]> {
  const problems: string[] = [];
  const erasedAt = new Map<string, number>();
  events.forEach(({ type, stream }, index) => {
    if (type === 'PersonalDataErased') erasedAt.set(stream, index);
  });
  for (const [index, { id, type, sealed = [] }] of events.entries()) {
    const opened = await vault.open(sealed.map(({ path, commitment: c }) => ({ eventId: id, path, commitment: c })));
    sealed.forEach(({ path, subject, commitment: expected }, n) => {
      const erased = index < (erasedAt.get(subject) ?? -1);
      const opening = opened[n];
      if (erased && opening) problems.push(`${type} ${id} ${path} was erased, and can still be opened`);
      if (!erased && !opening) problems.push(`${type} ${id} ${path} is sealed, and has no opening`);
      if (opening && commitment(id, path, opening.salt, opening.value) !== expected)
        problems.push(`${type} ${id} ${path} has an opening that does not match its commitment`);
    });
  }
  return problems;
}

/** Openings of commands that died between vault and log: they match what they commit to as well. */
async function leftovers(
  attempts: readonly Attempt[],
  actor: string,
  events: readonly StoredEvent[],
  vault: Vault,
): Promise<string[]> {
  const problems: string[] = [];
  const inLog = new Set(events.map(({ id }) => id));
  for (const { commandId, person } of attempts) {
    if (person === undefined) continue;
    const id = eventIdOf(person, 0, commandKey(commandId, actor));
    if (inLog.has(id)) continue;
    for (const { path, salt, value, commitment: given } of await vault.openingsOf(id))
      if (commitment(id, path, salt, value) !== given)
        problems.push(`${id} ${path} has an opening that does not match`);
  }
  return problems;
}

/** The read model that lived through it all holds what one holds that is made anew from the log. */
async function sameAsRebuilt(
  store: SqliteEventStore,
  place: LogPlace,
  servingFile: string,
  folder: string,
): Promise<string[]> {
  const rebuilt = SqliteReadModel.open({ folder, log: store, store: { url: ADAPTER, options: place } });
  try {
    for (let n = 0; rebuilt.status().state !== 'LIVE'; n++) {
      if (n > 600) return [`the read model could not be rebuilt: ${JSON.stringify(rebuilt.status().problem)}`];
      await sleep(50);
    }
    return differingTables(tablesOf(servingFile), tablesOf(rebuilt.status().file)).map(
      (table) => `table ${table} of the read model differs from that of a rebuild`,
    );
  } finally {
    await rebuilt.close();
  }
}

const commandKey = (commandId: string, actor: string): string => v5(commandId, actor.slice('actor-'.length));
