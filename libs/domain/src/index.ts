export * from './shared/ids.js';
export * from './shared/envelope.js';
