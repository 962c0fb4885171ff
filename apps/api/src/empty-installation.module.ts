import { Global, Module } from '@nestjs/common';
import { AUTHENTICATOR, type Authenticator, HEALTH_CHECKS, READ_MODEL_STATUS, type ReadModelStatus } from './ports.js';

const nobody: Authenticator = { authenticate: async () => undefined };
const nothingRead: ReadModelStatus = { current: () => ({ index: -1, ageMs: 0 }) };

/** The ports of an installation without any store: nothing has been read, no token is known. */
@Global()
@Module({
  providers: [
    { provide: AUTHENTICATOR, useValue: nobody },
    { provide: READ_MODEL_STATUS, useValue: nothingRead },
    { provide: HEALTH_CHECKS, useValue: [] },
  ],
  exports: [AUTHENTICATOR, READ_MODEL_STATUS, HEALTH_CHECKS],
})
export class EmptyInstallationModule {}
