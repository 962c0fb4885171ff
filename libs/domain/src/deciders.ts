import { actorDecider } from './actor/actor.decider.js';
import { agencyDecider } from './agency/agency.decider.js';
import { caseDecider } from './case/case.decider.js';
import { incidentDecider } from './incident/incident.decider.js';
import { investigationDecider } from './investigation/investigation.decider.js';
import { logDecider } from './log/log.decider.js';
import { personDecider } from './person/person.decider.js';
import type { Decider } from './shared/decider.js';
import type { Aggregate } from './shared/ids.js';
import { sourceDecider } from './source/source.decider.js';
import { statementDecider } from './statement/statement.decider.js';

/** The rules of each kind of record, for those who handle all kinds alike. */
export const DECIDERS: Readonly<Record<Aggregate, Decider<unknown>>> = {
  incident: incidentDecider,
  investigation: investigationDecider,
  case: caseDecider,
  statement: statementDecider,
  agency: agencyDecider,
  person: personDecider,
  source: sourceDecider,
  actor: actorDecider,
  log: logDecider,
} as Readonly<Record<Aggregate, Decider<unknown>>>;
