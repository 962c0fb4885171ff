import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { commandFor, CommandsModule } from '#commands';
import type { Authenticator } from '../auth/authenticator.port.js';
import { Metrics } from '../metrics/metrics.js';
import type { Recorder } from '../mutations/recorder.port.js';
import {
  AUTHENTICATOR,
  HEALTH_CHECKS,
  LEDGER,
  MODEL_COPIES,
  OPENINGS,
  PERSONAL_GATE,
  type PersonalGate,
  READ_MODEL,
  READ_MODEL_STATUS,
  RECORDER,
  VAULT,
} from '../ports.js';
import { healthChecks } from './health-checks.js';
import { InstallationMetrics } from './installation.metrics.js';
import type { Installation } from './installation.js';
import { LastKnownTokens } from './last-known.tokens.js';
import type { LogPresence } from './log.presence.js';
import type { NodeClock } from './node.clock.js';
import { projectionLag } from './projection.lag.js';
import { OpeningsOfReadModel } from './openings.of-read-model.js';
import { ReadModelCopies } from './read-model.copies.js';
import { PositionOfReadModel } from './read-model.position.js';
import { TokenAuthenticator } from './token.authenticator.js';

const INSTALLATION = Symbol('Installation');

/** Binds the ports of the shell to an open installation, and closes it when the server stops. */
@Module({})
export class InstallationModule implements OnApplicationShutdown {
  constructor(@Inject(INSTALLATION) private readonly installation: Installation) {}

  static forRoot(installation: Installation): DynamicModule {
    const { stores, presence, readModel, executor, ledger } = installation;
    const { store, vault, clock } = stores;
    const lag = () => projectionLag(store, readModel);
    const logWalBytes = () => store.walSize ?? 0;
    const checks = healthChecks({ store, readModel, vault, presence, lag, clock, ledger, logWalBytes });
    const tokens = new TokenAuthenticator(vault, executor.records);
    const lastKnown = new LastKnownTokens(vault, readModel, presence);
    const authenticator: Authenticator = {
      authenticate: (token) => (presence.isKnown ? tokens : lastKnown).authenticate(token),
    };
    const provided = [
      { provide: AUTHENTICATOR, useValue: authenticator },
      { provide: PERSONAL_GATE, useValue: { isOpen: () => presence.isWhole } satisfies PersonalGate },
      { provide: READ_MODEL_STATUS, useValue: new PositionOfReadModel(readModel) },
      { provide: HEALTH_CHECKS, useValue: checks },
      { provide: READ_MODEL, useValue: readModel },
      { provide: MODEL_COPIES, useValue: new ReadModelCopies(stores.files.readModel, readModel) },
      { provide: LEDGER, useValue: ledger ?? null },
      { provide: OPENINGS, useValue: new OpeningsOfReadModel(readModel) },
      { provide: VAULT, useValue: vault },
      {
        provide: InstallationMetrics,
        useFactory: ({ registry }: Metrics) => new InstallationMetrics(registry, installation),
        inject: [Metrics],
      },
      { provide: RECORDER, useFactory: recorderOn(clock, presence), inject: [CommandBus, InstallationMetrics] },
    ];
    return {
      module: InstallationModule,
      global: true,
      imports: [CommandsModule.forRoot(executor)],
      providers: [...provided, { provide: INSTALLATION, useValue: installation }],
      exports: provided.map(({ provide }) => provide),
    };
  }

  onApplicationShutdown(): Promise<void> {
    return this.installation.close();
  }
}

const recorderOn =
  (clock: NodeClock | undefined, presence: LogPresence) =>
  (bus: CommandBus, metrics: InstallationMetrics): Recorder => ({
    async record(request, context) {
      presence.requireWhole();
      clock?.requireRight();
      const result = await bus.execute(commandFor(request, context));
      metrics.count(request.type, result);
      return result;
    },
  });
