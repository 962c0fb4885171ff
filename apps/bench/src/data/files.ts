/** Of a data folder, as the server names them (`apps/api/src/installation/files.ts`). */
export const LOG_FILE = 'log.db';
export const VAULT_FILE = 'vault.db';
export const VAULT_KEY_FILE = 'vault.key';
export const MODEL_FOLDER = 'read-model';
