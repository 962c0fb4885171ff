export * from './open-pg-head.js';
export { PgHeadStore } from './pg-head.store.js';
