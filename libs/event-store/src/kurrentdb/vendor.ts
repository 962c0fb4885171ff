import vendor, { type KurrentDBClient } from '@kurrent/kurrentdb-client';
import type { Address } from './address.js';
import { withTransportOfItsOwn } from './own-transport.js';

/** The package is CommonJS whose exports Node cannot name, hence the default import. */
export const { jsonEvent, streamNameFilter } = vendor;
export const END: typeof vendor.END = vendor.END;
export const START: typeof vendor.START = vendor.START;
export const BACKWARDS: typeof vendor.BACKWARDS = vendor.BACKWARDS;
export const FORWARDS: typeof vendor.FORWARDS = vendor.FORWARDS;
export const NO_STREAM: typeof vendor.NO_STREAM = vendor.NO_STREAM;
export type Client = KurrentDBClient;

/**
 * Credentials are given apart as well: the client's native half sends a password of the connection string as it is
 * written there, with its escapes, and a provider makes appends unary.
 */
export function connectClient({ connectionString, credentials, tls }: Address): Client {
  const client = vendor.KurrentDBClient.connectionString(withTransportOfItsOwn(connectionString));
  if (credentials && tls) client.setCredentialsProvider(async () => credentials);
  return client;
}
