import type { EventStore } from '#event-store';
import { KurrentDbEventStore } from '#event-store/kurrentdb';

/**
 * The adapter's times, tenths of those in earnest, so that a run takes seconds: milliseconds. A silence that is only the
 * slowness of a busy machine costs a client, and is a fault like others.
 */
const QUICK = { deadline: 4_000, attemptFor: 500, patience: 1_500, quietFor: 250, lateBy: 250, lookFor: 400 };
/** Of who looks at what is left, when no fault is: to wait there is no finding. */
const PATIENT = { deadline: 60_000, attemptFor: 10_000, patience: 60_000 };

/** The client looks for its server again after half a second without a word about it. */
const soon = (connectionString: string): string => `${connectionString}&discoveryInterval=20`;

export const quickStore = (connectionString: string): KurrentDbEventStore =>
  new KurrentDbEventStore({ connectionString: soon(connectionString), ...QUICK });

export const patientStore = (connectionString: string): KurrentDbEventStore =>
  new KurrentDbEventStore({ connectionString: soon(connectionString), ...PATIENT, readOnly: true });

/** What a projector's thread opens its log with. */
export const openEventStore = async ({ connectionString }: { connectionString: string }): Promise<EventStore> =>
  quickStore(connectionString);
