export * from './sqlite-vault.store.js';
export * from './open-sqlite-vault.js';
export * from './peek-vault.js';
export { SqliteVaultSource } from './sqlite-vault.source.js';
