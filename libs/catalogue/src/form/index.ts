/** The immutable form alone, without the catalogue's schemas: all that a verifier needs. */
export * from './canonical-json.js';
export * from './commitment.js';
export * from './event-text.js';
export * from './leaf.js';
export * from './leaf-of-text.js';
export * from './pointer.js';
export * from './without-texts.js';
