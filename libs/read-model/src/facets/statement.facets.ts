import type { Statement, StreamName } from '#domain';
import type { RecordView } from '../query/views.types.js';
import { anyDisputed } from './computed.bridge.js';
import { namedIn } from './party.names.js';
import type { TagCollector } from './facet.set.js';

export function statementTags(tags: TagCollector, view: RecordView<Statement>): void {
  const { state } = view;
  tags.add('onBehalfOf', state.issuer?.value.onBehalfOf);
  for (const { topic, act } of state.claims) tags.add('topic', topic).add('act', act);
  for (const { stance } of state.stances) tags.add('stance', stance);
  if (anyDisputed([{ ...view, entries: [], standings: [], administration: [] }])) tags.add('disputed', 'true');
  if (state.status === 'TAKEN_BACK') tags.add('takenBack', 'true');
}

/** What a statement adds to the facets of its incidents. */
export function statementContribution(tags: TagCollector, { state }: RecordView<Statement>): void {
  tags.add('statementBy', state.issuer?.value.onBehalfOf);
}

export const statementLinks = ({ state, sources }: RecordView<Statement>): StreamName[] => [
  ...state.incidents.map(({ value }) => value),
  ...(state.issuer?.value.person ? [state.issuer.value.person] : []),
  ...(state.issuer?.value.onBehalfOf ? [state.issuer.value.onBehalfOf] : []),
  ...namedIn(state.claims.map(({ about }) => about)),
  ...sources,
];
