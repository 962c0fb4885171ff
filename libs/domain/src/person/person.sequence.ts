import type { Entry } from '../shared/entry.js';
import { scopeOf, scopeWithin, type FieldScope, type PersonField } from './person.field.js';
import type { Person } from './person.state.js';

/**
 * An erasure follows a request that was granted. One without is not forbidden, since a court's order or a leak cannot
 * wait for a form, but it is acknowledged and stays visible as a gap.
 */
export function personMisfit(state: Person, entry: Entry): string | undefined {
  if (entry.type !== 'PersonalDataErased') return undefined;
  const erased = scopeOf(entry.data as { fields?: PersonField[]; all?: boolean }) ?? [];
  return scopeWithin(erased, grantedScope(state))
    ? undefined
    : `no granted request covers the erasure of ${erased === 'ALL' ? 'all fields' : erased.join(', ')}`;
}

/** All that was granted so far, taken together. */
function grantedScope(state: Person): FieldScope {
  const granted = state.erasureRequests.flatMap(({ decided }) => (decided?.granted ? [decided.granted] : []));
  return granted.includes('ALL') ? 'ALL' : (granted as (readonly PersonField[])[]).flat();
}
