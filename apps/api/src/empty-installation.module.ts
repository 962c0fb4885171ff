import { Global, Module } from '@nestjs/common';
import { LogUnavailableError } from '#event-store';
import type { Recorder } from './mutations/recorder.port.js';
import {
  AUTHENTICATOR,
  type Authenticator,
  HEALTH_CHECKS,
  READ_MODEL,
  READ_MODEL_STATUS,
  type ReadModelStatus,
  RECORDER,
  VAULT,
} from './ports.js';

const nobody: Authenticator = { authenticate: async () => undefined };
const noLog: Recorder = {
  record: async () => {
    throw new LogUnavailableError('this installation', 'it has no store');
  },
};
const nothingRead: ReadModelStatus = { current: () => ({ index: -1, ageMs: 0 }) };

/** The ports of an installation without any store: nothing has been read, no token is known. */
@Global()
@Module({
  providers: [
    { provide: AUTHENTICATOR, useValue: nobody },
    { provide: READ_MODEL_STATUS, useValue: nothingRead },
    { provide: HEALTH_CHECKS, useValue: [] },
    { provide: RECORDER, useValue: noLog },
    { provide: READ_MODEL, useValue: {} },
    { provide: VAULT, useValue: {} },
  ],
  exports: [AUTHENTICATOR, READ_MODEL_STATUS, HEALTH_CHECKS, RECORDER, READ_MODEL, VAULT],
})
export class EmptyInstallationModule {}
