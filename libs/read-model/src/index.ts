export * from './query/facets.catalogue.js';
export type * from './query/filter.types.js';
export { ORDERS } from './query/filter.types.js';
export type * from './query/views.types.js';
export type * from './query/read-model.types.js';
export * from './query/query.errors.js';
export { SqliteReadModel, type ReadModelOptions } from './sqlite-read-model.js';
export type { ProjectorNews, StoreModule } from './projector/projector.messages.js';
