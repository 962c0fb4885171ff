export * from './blank-file.js';
export * from './file-lock.js';
export * from './open-database.js';
export * from './sqlite.errors.js';
export * from './transaction.js';
export * from './wal.js';
export * from './group-commit.errors.js';
export * from './group-commit.writer.js';
export type { WriteHandler, WriteHandlerModule } from './group-commit.protocol.js';
