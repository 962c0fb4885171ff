export * from './form/canonical-json.js';
export * from './form/commitment.js';
export * from './form/leaf.js';
export * from './form/pointer.js';
