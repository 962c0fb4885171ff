import { currentChargeStatus, type Case, type StreamName } from '#domain';
import type { RecordView } from '../query/views.types.js';
import { namedIn } from './party.names.js';
import type { TagCollector } from './facet.set.js';

export function caseTags(tags: TagCollector, { state }: RecordView<Case>): void {
  tags
    .add('kind', state.kind?.value)
    .add('against', state.against?.value)
    .add('jurisdiction', state.jurisdiction?.value);
  for (const charge of state.charges) tags.add('charge', currentChargeStatus(charge).status);
}

/** What a case adds to the facets of its incidents. The side is the one that the case is said to be against. */
export function caseContribution(tags: TagCollector, { state }: RecordView<Case>): void {
  const side = state.against?.value;
  tags.add('caseKind', state.kind?.value);
  if (side) {
    if (state.arrests.length > 0) tags.add('arrests', side);
    for (const charge of state.charges)
      tags.add('chargedSide', side).add('charges', `${side}:${currentChargeStatus(charge).status}`);
  }
}

export const caseLinks = ({ state, sources }: RecordView<Case>): StreamName[] => [
  ...state.incidents.map(({ value }) => value),
  ...namedIn(state.parties.map(({ value }) => value.party)),
  ...namedIn(state.arrests.map(({ of }) => of)),
  ...namedIn(state.custody.map(({ of }) => of)),
  ...namedIn(state.charges.flatMap(({ defendant, victims }) => [defendant, ...victims])),
  ...[...state.arrests, ...state.custody].flatMap(({ by }) => (by ? [by] : [])),
  ...state.charges.flatMap(({ prosecutedBy }) => (prosecutedBy ? [prosecutedBy] : [])),
  ...state.declinations.map(({ agency }) => agency),
  ...sources,
];
