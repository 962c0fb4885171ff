export * from './merkle/index.js';
export * from './notes/index.js';
