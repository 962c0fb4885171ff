import type { EventId } from '#domain';

/** A UUID as its 16 bytes: half of what the text takes, in the table and again in its index. */
export const toBytes = (id: EventId): Uint8Array => Buffer.from(id.replaceAll('-', ''), 'hex');

export const fromBytes = (bytes: Uint8Array): EventId => {
  const hex = Buffer.from(bytes).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};
