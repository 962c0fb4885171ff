export * from './event-store.port.js';
export * from './event-store.errors.js';
export { prepareBatch, type Admit, type PreparedEvent } from './admission.js';
export { withDeadline } from './deadline.js';
export type * from './recorded-text.js';
