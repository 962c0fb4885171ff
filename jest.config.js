/**
 * Jest runs what was compiled, not the sources: worker threads, spawned servers and unit tests then execute
 * the same files that ship, and one compiler decides what decorators and imports mean.
 */
export default {
  rootDir: 'dist',
  testEnvironment: 'node',
  testMatch: ['**/*.spec.js'],
  transform: {},
  maxWorkers: 2,
  testTimeout: 20_000,
};
