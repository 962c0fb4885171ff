import { refuse, together, type Command, type Decision } from '../shared/decision.js';

/** What is wrong with an entry's content, whatever came before it. */
export function examineCase({ type, data }: Pick<Command, 'type' | 'data'>): Decision | undefined {
  if (type !== 'ChargesFiled') return undefined;
  const charges = data['charges'] as unknown as readonly { chargeId: string }[];
  const repeated = charges.flatMap(({ chargeId }, n) =>
    charges.findIndex((other) => other.chargeId === chargeId) < n
      ? [
          refuse('DUPLICATE_ITEM', `Two charges have the id ${chargeId}: choose another for one.`, {
            path: `/data/charges/${n}/chargeId`,
            chargeId,
          }),
        ]
      : [],
  );
  return together(...repeated);
}
