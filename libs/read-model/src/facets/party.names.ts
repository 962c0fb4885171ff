import type { Party, StreamName } from '#domain';

/** The records that parties name; who is only described has none. */
export function namedIn(parties: readonly (Party | undefined)[]): StreamName[] {
  const names: StreamName[] = [];
  for (const party of parties) {
    if (!party) continue;
    if ('person' in party) names.push(party.person);
    else if ('agency' in party) names.push(party.agency);
  }
  return names;
}
