export * from './sqlite-head.store.js';
