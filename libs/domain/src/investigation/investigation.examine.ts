import type { CommandOf } from '../shared/decider.js';
import { invalid, type Decision } from '../shared/decision.js';
import type { INVESTIGATION_EVENTS } from './investigation.events.js';

export type InvestigationCommand = {
  [D in (typeof INVESTIGATION_EVENTS)[number] as D['type']]: CommandOf<D>;
}[(typeof INVESTIGATION_EVENTS)[number]['type']];

/** What is wrong with the content alone, whatever the state. */
export function examineInvestigation({
  type,
  data,
}: Pick<InvestigationCommand, 'type' | 'data'>): Decision | undefined {
  const content = { type, data } as InvestigationCommand;
  if (content.type !== 'DeadlineSet') return undefined;
  const { basis, promise } = content.data;
  if ((basis === 'PROMISE') === (promise !== undefined)) return undefined;
  return invalid({
    path: '/data/promise',
    expected: promise ? `left out with the basis ${basis}` : 'given with the basis PROMISE: the claim that promised it',
  });
}
