import type { Random } from './random.js';

/** A region with towns in it, from those that appear most often to those that hardly do. */
export interface Region {
  readonly code: string;
  readonly zone: string;
  readonly towns: readonly string[];
}

const ZONES = { E: 'America/New_York', C: 'America/Chicago', M: 'America/Denver', P: 'America/Los_Angeles' } as const;
const STATES =
  'CA:P TX:C FL:E MN:C NY:E IL:C AZ:M OH:E GA:E PA:E WA:P NC:E MI:E CO:M TN:C MO:C LA:C OR:P VA:E NJ:E ' +
  'IN:E OK:C AL:C WI:C NV:P KY:E SC:E MD:E NM:M MS:C KS:C AR:C UT:M MA:E IA:C WV:E CT:E NE:C ID:M MT:M';

export const REGIONS: readonly Region[] = STATES.split(' ').map((entry) => {
  const [state, zone] = entry.split(':') as [string, keyof typeof ZONES];
  return {
    code: `US-${state}`,
    zone: ZONES[zone],
    towns: Array.from({ length: 25 }, (_, n) => `${state} town ${n + 1}`),
  };
});

export const region = (random: Random): Region => random.skewed(REGIONS);
