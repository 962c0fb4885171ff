import { DECLARATIONS } from '#domain';
import { Catalogue } from './catalogue.js';
import { UPCASTERS } from './upcasting/upcast.js';

export * from './form/canonical-json.js';
export * from './form/commitment.js';
export * from './form/compose-event.js';
export * from './form/event-text.js';
export * from './form/leaf.js';
export * from './form/leaf-of-text.js';
export * from './form/pointer.js';
export * from './form/without-texts.js';
export * from './schema/leaves.js';
export * from './schema/problems.js';
export * from './schema/schema-walk.js';
export { catalogueDocument } from './documentation/catalogue-document.js';
export { schemaDocument } from './documentation/schema-document.js';
export * from './upcasting/upcast.js';
export * from './catalogue.js';

/** The product's own catalogue; loading it proves that every path of every schema is marked. */
export const catalogue = new Catalogue(
  DECLARATIONS,
  UPCASTERS.map((upcaster) => upcaster.declaration),
);
