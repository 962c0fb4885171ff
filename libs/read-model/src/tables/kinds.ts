import { AGGREGATES, type Aggregate } from '#domain';

/** Kinds are stored by their number; the order is part of the read model's version. */
export const kindNumber = (kind: Aggregate): number => AGGREGATES.indexOf(kind);
export const kindOfNumber = (number: number): Aggregate => AGGREGATES[number] as Aggregate;
