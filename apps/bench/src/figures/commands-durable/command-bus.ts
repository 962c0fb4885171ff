import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { CommandExecutor, commandFor, CommandsModule, type CommandContext, type CommandRequest } from '#commands';
import type { EventStore } from '#event-store';
import { SqliteEventStore } from '#event-store/sqlite';
import { openSqliteVault } from '#vault/sqlite';
import type { Role } from '#domain';
import { admit } from '../../../../api/src/installation/admission.js';
import { LOG_FILE, VAULT_FILE, VAULT_KEY_FILE } from '../../data/files.js';

/** The write side as the server puts it together: bus, handlers, executor, vault and log, on a data folder. */
export const openCommandBus = async (folder: string) =>
  commandBusOn(folder, await SqliteEventStore.open({ file: join(folder, LOG_FILE), admit }));

/** The same with a log elsewhere; it is closed with the rest. */
export async function commandBusOn<Store extends EventStore>(folder: string, store: Store) {
  const vault = await openSqliteVault({ file: join(folder, VAULT_FILE), keyFile: join(folder, VAULT_KEY_FILE) });
  const executor = new CommandExecutor({
    store,
    vault,
    locator: { locate: async () => undefined, incidentsOf: async () => [] },
  });
  const app = await NestFactory.createApplicationContext(CommandsModule.forRoot(executor), { logger: false });
  const bus = app.get(CommandBus);
  return {
    store,
    /** @throws where the command is refused: what is measured are commands that are recorded */
    execute: async (request: CommandRequest) => {
      const result = await bus.execute(commandFor(request, CONTEXT));
      if (result.outcome === 'REFUSED')
        throw new Error(`${request.type}: ${result.refusal.code} ${result.refusal.message}`);
      return result;
    },
    close: async () => {
      await app.close();
      await store.close();
      await vault.close();
    },
  };
}

const CONTEXT: CommandContext = {
  actor: 'actor-00000000-0000-4000-8000-0000000000e1',
  roles: new Set<Role>(['EDITOR']),
  correlationId: '00000000-0000-4000-8000-00000000c0de',
};
