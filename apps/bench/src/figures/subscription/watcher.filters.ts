import { REGIONS } from '../../generate/geography.js';

export interface DeclaredFacet {
  readonly in?: readonly string[];
  readonly notIn?: readonly string[];
}

/** A client's filter as it goes over the wire, by facets of the incident itself. */
export type DeclaredFilter = Readonly<Record<string, DeclaredFacet>>;

/** Watchers of each of the forty regions: 2.5 % of a thousand. */
const PER_REGION = 25;
/** Who sees all of a region but one small town; at least 1 % of a thousand together, whatever the event is. */
const WHOLE_REGION = 12;
const FEDERAL = ['dhs-ice', 'dhs-cbp', 'doj-fbi', 'doj-marshals', 'dhs', 'doj'];
/** Those that reports of this figure are of. */
export const KINDS = [
  'SHOOTING',
  'USE_OF_FORCE',
  'DETENTION',
  'RAID',
  'LESS_LETHAL_FORCE',
  'VEHICLE_PURSUIT',
  'PROTEST_CLASH',
];

/** No two are the same; an event of any region matches some of each sort. */
export function watcherFilters(): readonly DeclaredFilter[] {
  return REGIONS.flatMap((_, region) => Array.from({ length: PER_REGION }, (__, nth) => filterOf(region, nth)));
}

function filterOf(at: number, nth: number): DeclaredFilter {
  const { code, towns } = REGIONS[at]!;
  const next = (far: number) => REGIONS[(at + far) % REGIONS.length]!.code;
  const region = { in: [code] };
  if (nth < WHOLE_REGION) return { region, locality: { notIn: [towns[WHOLE_REGION + nth]!] } };
  const narrow: readonly DeclaredFilter[] = [
    { region: { in: [code, next(1)] }, kind: { in: KINDS.slice(0, 1) } },
    { region: { in: [code, next(2)] }, kind: { in: KINDS.slice(1, 3) } },
    { region: { in: [code, next(3)] }, kind: { in: KINDS.slice(3) } },
    { region, force: { in: ['FIREARM'] } },
    { region, force: { in: ['PHYSICAL', 'RESTRAINT'] } },
    { region, force: { in: ['CHEMICAL_AGENT'] }, injury: { in: ['MINOR', 'SERIOUS'] } },
    { region, injury: { in: ['MINOR'] } },
    { region, injury: { in: ['SERIOUS', 'FATAL'] } },
    { region, agency: { in: [`agency-us-${code.slice(3).toLowerCase()}-police-1`] } },
    { region, agencyRole: { in: FEDERAL.map((slug) => `agency-us-${slug}:INVOLVED`) } },
    { region: { in: [code, next(4), next(5)] }, verification: { in: ['CORROBORATED', 'DOCUMENTED'] } },
    { region, locality: { in: towns.slice(0, 2) }, relevance: { in: ['INCIDENT'] } },
    // The whole country but for one region: what crosses the regions is watched as well.
    {
      region: { notIn: [code] },
      agency: { in: [`agency-us-${FEDERAL[at % FEDERAL.length]}`] },
      kind: { in: [KINDS[at % KINDS.length]!] },
    },
  ];
  return narrow[nth - WHOLE_REGION]!;
}
