export * from './hash.js';
export * from './shape.js';
export * from './proof.js';
export * from './frontier.js';
export * from './tile.js';
export * from './tree.js';
