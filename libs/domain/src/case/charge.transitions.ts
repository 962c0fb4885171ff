import type { ChargeStatus } from './case.schemas.js';
import type { ChargeChange } from './case.state.js';

const UNDER_WAY: readonly ChargeStatus[] = [
  'PENDING',
  'AMENDED',
  'REDUCED',
  'DISMISSAL_SOUGHT',
  'DROPPED',
  'DISMISSED',
  'PLEADED',
  'CONVICTED',
  'ACQUITTED',
  'MISTRIAL',
  'DIVERTED',
  'ON_APPEAL',
  'SEALED',
];

/** What may follow a status. What is not in it is recorded all the same, as a gap: something between is missing. */
const FOLLOWS: Readonly<Record<ChargeStatus, readonly ChargeStatus[]>> = {
  PENDING: UNDER_WAY,
  AMENDED: UNDER_WAY,
  REDUCED: UNDER_WAY,
  DISMISSAL_SOUGHT: UNDER_WAY,
  REINSTATED: UNDER_WAY,
  PLEADED: UNDER_WAY,
  MISTRIAL: [...UNDER_WAY, 'REINSTATED'],
  DROPPED: ['REINSTATED', 'DISMISSED', 'SEALED'],
  DISMISSED: ['REINSTATED', 'ON_APPEAL', 'SEALED'],
  DIVERTED: ['REINSTATED', 'DISMISSED', 'DROPPED', 'SEALED'],
  CONVICTED: ['ON_APPEAL', 'OVERTURNED', 'SEALED'],
  ACQUITTED: ['SEALED'],
  ON_APPEAL: ['CONVICTED', 'OVERTURNED', 'REINSTATED', 'DISMISSED', 'DROPPED', 'PENDING', 'SEALED'],
  OVERTURNED: ['REINSTATED', 'PENDING', 'DISMISSAL_SOUGHT', 'DISMISSED', 'DROPPED', 'ON_APPEAL', 'SEALED'],
  SEALED: [],
};

/** Why a charge that stands so cannot take the next status, in words; undefined where it can. */
export function transitionMisfit(chargeId: string, current: ChargeChange, next: ChargeStatus): string | undefined {
  if (!FOLLOWS[current.status].includes(next))
    return `charge ${chargeId} was ${current.status}, which ${next} does not follow`;
  if (current.status === 'DISMISSED' && current.prejudice === 'WITH' && next === 'REINSTATED')
    return `charge ${chargeId} was dismissed with prejudice, so only an appeal could bring it back`;
  return undefined;
}
