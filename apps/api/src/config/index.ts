export * from './configuration.error.js';
export * from './load-config.js';
export { type Config, VARIABLES } from './variables.js';
