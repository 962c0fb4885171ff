export * from './open-postgres-vault.js';
export * from './peek-postgres-vault.js';
export * from './prepare-postgres-vault.js';
export { PostgresVaultTarget } from './postgres-vault.target.js';
