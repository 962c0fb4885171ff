import { refuse, type Command, type Decision } from '../shared/decision.js';

/** What is wrong with an entry's content, whatever came before it. */
export function examineCase({ type, data }: Pick<Command, 'type' | 'data'>): Decision | undefined {
  if (type !== 'ChargesFiled') return undefined;
  const charges = data['charges'] as unknown as readonly { chargeId: string }[];
  const place = charges.findIndex(({ chargeId }, n) => charges.findIndex((other) => other.chargeId === chargeId) < n);
  if (place < 0) return undefined;
  const { chargeId } = charges[place]!;
  return refuse('DUPLICATE_ITEM', `Two charges have the id ${chargeId}: choose another for one.`, {
    path: `/data/charges/${place}/chargeId`,
    chargeId,
  });
}
