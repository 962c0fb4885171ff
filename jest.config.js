/**
 * Jest runs what was compiled, not the sources: worker threads, spawned servers and unit tests then execute
 * the same files that ship, and one compiler decides what decorators and imports mean.
 */
export default {
  rootDir: 'dist',
  testEnvironment: 'node',
  testMatch: ['**/*.spec.js'],
  // Some need a server with several connections, or too long on PGlite: scripts/with-postgres.sh starts one and sets
  // DATABASE_URL.
  testPathIgnorePatterns: ['/node_modules/', ...(process.env.DATABASE_URL ? [] : ['\\.server\\.spec\\.js$'])],
  globalSetup: '<rootDir>/test/support/pglite.start.js',
  globalTeardown: '<rootDir>/test/support/pglite.stop.js',
  transform: {},
  maxWorkers: 2,
  testTimeout: 60_000,
};
