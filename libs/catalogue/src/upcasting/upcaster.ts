import type { EventDeclaration, JsonObject } from '#domain';

/** Reads an earlier version of an event's data as the next one. */
export interface Upcaster {
  /** The earlier version, with its marks: its narrative paths can still be withheld. */
  readonly declaration: EventDeclaration;
  /** Pure, and total: values may be absent, since texts are withheld and sealed ones never were in it. */
  readonly upcast: (data: JsonObject) => JsonObject;
}
