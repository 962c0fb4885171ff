import type { Party } from '../shared/common.schemas.js';
import type { Entry } from '../shared/entry.js';
import { partyKey } from './party.key.js';

/** When two facts of one type speak of the same thing and cannot both be so. */
export interface ContestRule {
  readonly type: string;
  /** The field in which they differ. */
  readonly aspect: string;
  /** What the fact speaks of; facts with other keys, or without, do not exclude each other. */
  readonly about: (data: Data) => string | undefined;
  /** What it says; undefined where it says nothing that could exclude. */
  readonly says: (data: Data) => string | undefined;
  /** One account may tell of both (a shot that hit, and one that missed): only two accounts exclude each other. */
  readonly acrossAccounts?: boolean;
}

type Data = Entry['data'];

const field = (name: string) => (data: Data) => known(data[name]);
const party = (name: string) => (data: Data) => partyKey(data[name] as Party | undefined);
const known = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== 'UNKNOWN' ? value : undefined;
/** A witness may be anyone; who was struck was not the one who struck, nor there by chance. */
const exclusiveRole = (data: Data) =>
  ['SUBJECT', 'OFFICER', 'BYSTANDER'].includes(String(data['role'])) ? String(data['role']) : undefined;
const force = (data: Data) =>
  JSON.stringify([(data['type'] as { code?: string })?.code, party('by')(data), party('against')(data)]);
/** In hospital under guard is in custody, too. */
const held = (data: Data) => {
  const custody = known(data['custody']);
  return custody === 'HOSPITALISED' || custody === 'TRANSFERRED' ? 'IN_CUSTODY' : custody;
};

export const CONTEST_RULES: readonly ContestRule[] = [
  { type: 'InjuryReported', aspect: 'severity', about: party('injured'), says: field('severity') },
  { type: 'InjuryReported', aspect: 'hospitalised', about: party('injured'), says: field('hospitalised') },
  { type: 'ForceReported', aspect: 'manner', about: force, says: field('manner'), acrossAccounts: true },
  { type: 'PersonInvolved', aspect: 'role', about: field('person'), says: exclusiveRole },
  { type: 'PersonInvolved', aspect: 'minor', about: field('person'), says: field('minor') },
  { type: 'PersonInvolved', aspect: 'agency', about: field('person'), says: field('agency') },
  {
    type: 'EvidenceAccessChanged',
    aspect: 'access',
    about: field('agency'),
    says: field('access'),
    acrossAccounts: true,
  },
  { type: 'CustodyChanged', aspect: 'custody', about: party('of'), says: held, acrossAccounts: true },
];
