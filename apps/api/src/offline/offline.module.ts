import { type DynamicModule, Module } from '@nestjs/common';
import type { ReadModel } from '#read-model';
import type { Authenticator } from '../auth/authenticator.port.js';
import { OpeningsOfReadModel } from '../installation/openings.of-read-model.js';
import { PositionOfReadModel } from '../installation/read-model.position.js';
import type { ServedLedger } from '../ledger/ledger.port.js';
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
  VAULT,
} from '../ports.js';
import type { ReadingVault } from '../queries/moment/reading.js';

/** What answers are made from. */
export interface OfflineParts {
  readonly readModel: ReadModel;
  readonly vault: ReadingVault;
  readonly ledger: ServedLedger | null;
  readonly authenticator: Authenticator;
}

/** Binds the ports of the shell to what can be read alone: there is no way from here into a log. */
@Module({})
export class OfflineModule {
  static forRoot({ readModel, vault, ledger, authenticator }: OfflineParts): DynamicModule {
    const provided = [
      { provide: AUTHENTICATOR, useValue: authenticator },
      { provide: READ_MODEL_STATUS, useValue: new PositionOfReadModel(readModel) },
      { provide: HEALTH_CHECKS, useValue: [] },
      { provide: READ_MODEL, useValue: readModel },
      { provide: MODEL_COPIES, useValue: { make: async () => ({ busy: 'nothing is served from here' }) } },
      { provide: LEDGER, useValue: ledger },
      { provide: OPENINGS, useValue: new OpeningsOfReadModel(readModel) },
      // The openings are those that came with what is read, and are all that there is to open.
      { provide: PERSONAL_GATE, useValue: { isOpen: () => true } satisfies PersonalGate },
      { provide: VAULT, useValue: vault },
    ];
    return { module: OfflineModule, global: true, providers: provided, exports: provided };
  }
}
