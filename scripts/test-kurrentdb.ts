import { spawnSync } from 'node:child_process';

/** The suites that a store has to pass, on the server of KURRENTDB_URL. Without one this fails: nothing was tried. */
const SUITES = [
  'kurrentdb-event-store.contract',
  'dist/test/(minneapolis|subscriptions|restart|commands/retry)',
  ...process.argv.slice(2),
];

const server = process.env['KURRENTDB_URL'];
if (!server) {
  console.error(
    'KURRENTDB_URL is not set, so there is no server to try the suites on. Set it to a connection string, such as\n' +
      '  KURRENTDB_URL="kurrentdb://localhost:2113?tls=false" npm run test:kurrentdb\n' +
      'Each run writes streams under a prefix of its own; the server may hold other data.',
  );
  process.exit(1);
}

const { status } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    '--testTimeout=120000',
    ...SUITES,
  ],
  { stdio: 'inherit', env: { ...process.env, TEST_EVENT_STORE: server } },
);
process.exit(status ?? 1);
