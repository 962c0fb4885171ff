import { event, type JsonObject } from '#domain';
import { object, text } from '#domain/schema';
import type { Upcaster } from './upcaster.js';

/** Version 1 said in one sentence what had been checked; version 2 lists it. */
export const StatusConfirmedV1 = event('StatusConfirmed', {
  aggregate: 'any',
  nature: 'DECISION',
  schema: 1,
  description: 'Checked on this date: nothing has moved.',
  data: object({ checked: text('What was checked.', 500) }),
});

export const statusConfirmedV1: Upcaster = {
  declaration: StatusConfirmedV1,
  // A withheld text is gone from what is read: the list then has an item that says nothing.
  upcast: ({ checked }: JsonObject): JsonObject => ({ checked: [checked === undefined ? {} : { what: checked }] }),
};
