import type { Folded } from './folded.record.js';

/** A record's version as it is kept: JSON, without what is undefined. */
export const toDocument = (folded: Folded): string => JSON.stringify(folded);

export const fromDocument = (document: string): Folded => JSON.parse(document) as Folded;
