import {
  caseDecider,
  incidentDecider,
  investigationDecider,
  statementDecider,
  type Aggregate,
  type Decider,
  type StreamName,
} from '#domain';

/** Keeps nothing but the record's id. */
const plain: Decider<unknown> = {
  initialState: (id: StreamName) => ({ id }),
  evolve: (state) => state,
  decide: () => ({ outcome: 'RECORD', warnings: [] }),
};

const DECIDERS = {
  incident: incidentDecider,
  investigation: investigationDecider,
  case: caseDecider,
  statement: statementDecider,
  agency: plain,
  person: plain,
  source: plain,
  actor: plain,
  log: plain,
} as const;

/** The domain's own rules for a kind of record: every view is folded by them and by nothing else. */
export const deciderOf = (kind: Aggregate): Decider<unknown> => DECIDERS[kind] as Decider<unknown>;
