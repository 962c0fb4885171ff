import type { Input, Reference, Step } from './step.js';

/** The zone of everything in the scenario; its dates are meant there. */
export const ZONE = 'America/Chicago';

/** When it happened in the world: EDTF in {@link ZONE}, after other entries where a day alone does not tell. */
export const on = (edtf: string, ...after: readonly Step[]): Input => ({
  edtf,
  zone: ZONE,
  after: after.length > 0 ? after.map(({ entry }) => entry) : undefined,
});

/** A source, and the parts of the entry that it supports: the whole, unless paths are given. */
export const from = (source: Step, ...supports: readonly string[]): Input => ({
  source: source.record,
  supports: supports.length > 0 ? supports : undefined,
});

/** A party claims it, in a statement that is on record. */
export const claimed = (statement: Step, claim: string): Input => ({ claim: { statement: statement.record, claim } });

export const coded = (code: string): Input => ({ code });
/** A code of ours, with the source's own word beside it. */
export const reportedAs = (code: string, value: string): Input => ({ code, raw: { scheme: 'as reported', value } });

export const person = (registered: Step): { person: Reference } => ({ person: registered.record });
export const agency = (registered: Step): { agency: Reference } => ({ agency: registered.record });
export const described = (text: string, more: { role?: string; count?: Input } = {}): Input => ({
  described: { text, ...more },
});

/** A claim of a statement. */
export const claim = (
  claimId: string,
  topic: string,
  act: 'ASSERTS' | 'DENIES' | 'DEMANDS' | 'PROMISES' | 'CONCEDES',
  text: string,
  more: { about?: Input; speaksOf?: string } = {},
): Input => ({ claimId, topic: coded(topic), act, text, ...more });

export const MINNEAPOLIS: Input = {
  text: 'Minneapolis',
  locality: 'Minneapolis',
  region: 'US-MN',
  country: 'US',
  zone: ZONE,
  precision: 'LOCALITY',
};
