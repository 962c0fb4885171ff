import { createHash } from 'node:crypto';
import { commitment, valueAt } from '#catalogue';
import type { JsonObject } from '#domain';

/** Data with one narrative path, as an event stores it. The salt is fixed, so that the same event is the same bytes. */
export function composeText(id: string, data: JsonObject, path: string) {
  const salt = createHash('sha256').update(`salt ${id}`).digest('base64url');
  return { data, texts: { [path]: { salt, commitment: commitment(id, path, salt, valueAt({ data }, path)) } } };
}
