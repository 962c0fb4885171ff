import 'reflect-metadata';
import { loadConfig } from '../../apps/api/src/config/index.js';
import { createApp } from '../../apps/api/src/create-app.js';
import { InstallationModule } from '../../apps/api/src/installation/installation.module.js';
import { locatorOf, openInstallation } from '../../apps/api/src/installation/installation.js';
import { firstAdministrator, issueToken } from '../../apps/api/src/installation/issue-token.js';
import { executorOn } from '../../apps/api/src/installation/stores.js';
import { createLogger } from '../../apps/api/src/logging/logger.js';
import { withFault, type Fault } from './fault.js';

/** What a victim is told. */
export interface VictimSettings {
  readonly dataDir: string;
  readonly fault?: Fault;
}

/** What a victim tells once it serves. */
export interface VictimReady {
  readonly url: string;
  readonly token: string;
  /** In whose name the token records. */
  readonly actor: string;
}

const settings = JSON.parse(process.argv[2]!) as VictimSettings;
// If whoever started it is gone, nobody will kill it.
process.on('disconnect', () => process.exit(0));

const config = loadConfig({ DATA_DIR: settings.dataDir, PORT: '0', LOG_LEVEL: 'error' });
const logger = createLogger(config.logLevel);
const installation = await openInstallation(config, logger);
const { stores, readModel } = installation;
const issuing = { ...stores, executor: installation.executor };
const actor = await firstAdministrator(issuing);
const { secret: token } = await issueToken(issuing, actor);
const executor = settings.fault
  ? executorOn(withFault(stores, settings.fault), locatorOf(readModel))
  : installation.executor;
const app = await createApp({ config, logger, modules: [InstallationModule.forRoot({ ...installation, executor })] });
await app.listen(0, '127.0.0.1');
process.once('SIGTERM', () => void app.close().then(() => process.exit(0)));
process.send!({ url: await app.getUrl(), token, actor } satisfies VictimReady);
