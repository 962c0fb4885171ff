import type { JsonObject, StoredEvent } from '#domain';
import { exportIssuedV1 } from './export-issued.v1.js';
import { statusConfirmedV1 } from './status-confirmed.v1.js';
import type { Upcaster } from './upcaster.js';

/** One for each version that is no longer written. */
export const UPCASTERS: readonly Upcaster[] = [exportIssuedV1, statusConfirmedV1];

const byVersion = new Map(UPCASTERS.map((u) => [`${u.declaration.type}/${u.declaration.schema}`, u]));

/**
 * The event as today's code reads it. Upcasting happens on reading, never in what is stored or hashed.
 * The replacement within a correction is upcast by the type that it replaces.
 */
export function upcast<E extends StoredEvent>(event: E): E {
  if (event.type === 'EntryCorrected') {
    const { type, schema, replacement } = event.data as { type: string; schema: number; replacement: JsonObject };
    const next = climb(type, schema, replacement);
    return next.schema === schema
      ? event
      : { ...event, data: { ...event.data, schema: next.schema, replacement: next.data } };
  }
  const next = climb(event.type, event.schema, event.data);
  return next.schema === event.schema ? event : { ...event, schema: next.schema, data: next.data };
}

function climb(type: string, schema: number, data: JsonObject): { schema: number; data: JsonObject } {
  let at = { schema, data };
  for (let u = byVersion.get(`${type}/${schema}`); u; u = byVersion.get(`${type}/${at.schema}`))
    at = { schema: at.schema + 1, data: u.upcast(at.data) };
  return at;
}
