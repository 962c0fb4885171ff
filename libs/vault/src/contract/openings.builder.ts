import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Opening } from '../vault.port.js';

export const person = (): string => `person-${randomUUID()}`;
export const actor = (): string => `actor-${randomUUID()}`;

/** An opening of a new event with a new subject, in whatever the test does not care about. */
export function opening(parts: Partial<Opening> = {}): Opening {
  const { field = 'nationality' } = parts;
  return {
    eventId: randomUUID(),
    path: `/data/${field}`,
    commitment: createHash('sha256').update(randomBytes(16)).digest('base64url'),
    subject: person(),
    field,
    salt: randomBytes(32).toString('base64url'),
    value: 'Venezuelan',
    ...parts,
  };
}

export function holds(bytes: Buffer, part: Uint8Array): boolean {
  return bytes.includes(Buffer.from(part));
}
