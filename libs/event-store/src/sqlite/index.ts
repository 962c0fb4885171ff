export { SqliteEventStore, type SqliteEventStoreOptions } from './sqlite-event-store.js';
export { peekLog } from './peek-log.js';
export { LogRedactor, type Redactable, type Rewrite } from './log.redactor.js';
