import { type DynamicModule, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { CommandExecutor } from '../executor/command.executor.js';
import { COMMAND_HANDLERS } from './command.handlers.js';
import { COMMANDS } from './commands.js';

/** Where @nestjs/cqrs keeps the command that a handler is for. */
const HANDLED_COMMAND = '__commandHandler__';

/** Commands on the CommandBus. Its EventBus and sagas are not used: publishing beside an append is a dual write. */
@Module({})
export class CommandsModule implements OnApplicationBootstrap {
  constructor(private readonly discovery: DiscoveryService) {}

  static forRoot(executor: CommandExecutor): DynamicModule {
    return {
      module: CommandsModule,
      global: true,
      imports: [CqrsModule.forRoot(), DiscoveryModule],
      providers: [{ provide: CommandExecutor, useValue: executor }, ...COMMAND_HANDLERS],
      exports: [CqrsModule, CommandExecutor],
    };
  }

  /** The bus itself finds a missing handler at the command's first use, and only warns of a second one. */
  onApplicationBootstrap(): void {
    const handlers = new Map<unknown, number>();
    for (const { metatype } of this.discovery.getProviders()) {
      const command: unknown =
        typeof metatype === 'function' ? Reflect.getMetadata(HANDLED_COMMAND, metatype) : undefined;
      if (command) handlers.set(command, (handlers.get(command) ?? 0) + 1);
    }
    const wrong = [...COMMANDS.values()].filter((command) => handlers.get(command) !== 1);
    if (wrong.length > 0)
      throw new Error(
        `Each command needs exactly one handler: ${wrong.map((c) => `${c.name} has ${handlers.get(c) ?? 0}`).join(', ')}.`,
      );
  }
}
