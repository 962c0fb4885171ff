import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogOpened, type Role, type StoredEvent, type StreamName } from '#domain';
import { catalogue, composeEvent } from '#catalogue';
import { CommandExecutor, type CommandContext, type CommandRequest, type CommandResult } from '#commands';
import { SqliteEventStore } from '#event-store/sqlite';
import { openSqliteVault } from '#vault/sqlite';

export const EDITOR = 'actor-00000000-0000-4000-8000-0000000000e1';
export const OTHER_EDITOR = 'actor-00000000-0000-4000-8000-0000000000e2';
export const ZONE = 'America/Chicago';

/** An executor on a real log and vault in a folder of their own. */
export async function commandHarness() {
  const folder = await mkdtemp(join(tmpdir(), 'onrecord-commands-'));
  const store = await SqliteEventStore.open({ file: join(folder, 'log.db') });
  const vault = await openSqliteVault({ file: join(folder, 'vault.db'), keyFile: join(folder, 'vault.key') });
  const located = new Map<string, { stream: StreamName; revision: number }>();
  const involved = new Map<string, StreamName[]>();
  const locator = {
    locate: async (entry: string) => located.get(entry),
    incidentsOf: async (person: StreamName) => involved.get(person) ?? [],
  };
  const options = { store, vault, locator };
  const executor = new CommandExecutor(options);
  const log = async (): Promise<StoredEvent[]> => {
    const events: StoredEvent[] = [];
    for await (const event of store.readAll()) events.push(event);
    return events;
  };
  return {
    store,
    vault,
    executor,
    /** Another node: nothing in memory that this one has; with a clock that stands, if one is given. */
    anotherNode: (at?: Date) => new CommandExecutor({ ...options, ...(at ? { now: () => at } : {}) }),
    /** Makes an entry known to the index that a read model would be. */
    locate: (entry: string, stream: StreamName, revision: number) => located.set(entry, { stream, revision }),
    /** Makes the index find incidents by a person. */
    involve: (person: StreamName, ...incidents: StreamName[]) => involved.set(person, incidents),
    log,
    /** A log begins from within, not by a command. */
    openLog: async () => {
      const id = randomUUID();
      const { event } = composeEvent(catalogue, LogOpened, {
        id,
        stream: 'log',
        occurred: { edtf: '2026-01-01T00:00:00Z', zone: 'UTC' },
        data: { logId: randomUUID() },
        actor: EDITOR,
        correlationId: id,
        causationId: id,
      });
      await store.append('log', 'no-stream', [event]);
    },
    as:
      (actor: StreamName, ...roles: Role[]) =>
      (request: CommandRequest) =>
        executor.execute(request, context(actor, ...roles)),
    close: async () => {
      await store.close();
      await vault.close();
      await rm(folder, { recursive: true });
    },
  };
}

export const context = (actor = EDITOR, ...roles: Role[]): CommandContext => ({
  actor,
  roles: new Set<Role>(roles.length > 0 ? roles : ['EDITOR']),
  correlationId: '00000000-0000-4000-8000-00000000c0de',
});

/** The result, or a failure that says why it was refused. */
export function recorded(result: CommandResult) {
  if (result.outcome === 'REFUSED') throw new Error(`refused: ${result.refusal.code} ${result.refusal.message}`);
  return result;
}

export function refusal(result: CommandResult) {
  if (result.outcome === 'RECORDED') throw new Error(`recorded: ${result.entry}`);
  return result.refusal;
}
