import { DECIDERS, type Aggregate, type Decider } from '#domain';

/** The domain's own rules for a kind of record: every view is folded by them and by nothing else. */
export const deciderOf = (kind: Aggregate): Decider<unknown> => DECIDERS[kind];
