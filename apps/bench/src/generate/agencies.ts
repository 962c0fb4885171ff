import { AgencyRegistered, type StreamName } from '#domain';
import { content, type Draft } from './draft.js';
import { REGIONS } from './geography.js';
import type { Random } from './random.js';

const FEDERAL = ['dhs-ice', 'dhs-cbp', 'doj-fbi', 'doj-marshals', 'dhs', 'doj'] as const;

/** Those that act, and those that look into what was done; for each region by its code. */
export interface Agencies {
  readonly federal: readonly StreamName[];
  readonly acting: ReadonlyMap<string, readonly StreamName[]>;
  readonly inquiring: ReadonlyMap<string, readonly StreamName[]>;
  readonly prosecuting: ReadonlyMap<string, StreamName>;
}

/** A few federal agencies and some twelve in each region, registered before anything else. */
export function registerAgencies(random: Random, at: number): { agencies: Agencies; drafts: readonly Draft[] } {
  const drafts: Draft[] = [];
  const register = (slug: string, name: string, jurisdiction: 'FEDERAL' | 'STATE' | 'COUNTY' | 'MUNICIPAL') => {
    const stream: StreamName = `agency-us-${slug}`;
    drafts.push({
      at,
      id: random.uuid(),
      stream,
      content: () =>
        content(AgencyRegistered, { name, jurisdiction }, { occurred: { edtf: '2015', zone: 'America/New_York' } }),
    });
    return stream;
  };
  const federal = FEDERAL.map((slug) => register(slug, `Federal agency ${slug}`, 'FEDERAL'));
  const acting = new Map<string, StreamName[]>();
  const inquiring = new Map<string, StreamName[]>();
  const prosecuting = new Map<string, StreamName>();
  for (const { code } of REGIONS) {
    const state = code.slice(3).toLowerCase();
    const numbered = (count: number, slug: string, name: string, jurisdiction: 'COUNTY' | 'MUNICIPAL') =>
      Array.from({ length: count }, (_, n) =>
        register(`${state}-${slug}-${n + 1}`, `${code} ${name} ${n + 1}`, jurisdiction),
      );
    acting.set(code, [
      ...numbered(6, 'police', 'city police', 'MUNICIPAL'),
      ...numbered(3, 'sheriff', 'county sheriff', 'COUNTY'),
    ]);
    inquiring.set(code, [
      register(`${state}-bureau`, `${code} bureau of investigation`, 'STATE'),
      register(`${state}-review`, `${code} review board`, 'STATE'),
    ]);
    prosecuting.set(code, register(`${state}-attorney`, `${code} attorney`, 'COUNTY'));
  }
  return { agencies: { federal, acting, inquiring, prosecuting }, drafts };
}
