import type { ActorNode } from '../actor/actor.type.js';
import type { AgencyNode } from '../agency/agency.type.js';
import type { CaseNode } from '../case/case.type.js';
import type { IncidentNode } from '../incident/incident.type.js';
import type { InvestigationNode } from '../investigation/investigation.type.js';
import type { Moment } from '../moment/moment.js';
import type { PersonNode } from '../person/person.type.js';
import type { LogNode } from '../record/log.type.js';
import type { SourceNode } from '../source/source.type.js';
import type { Claim } from '../statement/claim.type.js';
import type { StatementNode } from '../statement/statement.type.js';
import type { RecordView } from '#read-model';

export interface NodeTypes {
  Incident: IncidentNode;
  Investigation: InvestigationNode;
  Case: CaseNode;
  Statement: StatementNode;
  Agency: AgencyNode;
  Person: PersonNode;
  Source: SourceNode;
  Actor: ActorNode;
  Log: LogNode;
}

type Registered = { [Name in keyof NodeTypes]: NodeClass<NodeTypes[Name]> } & { Claim: typeof Claim };

/** How a record of one kind becomes a node. */
export interface NodeClass<N> {
  new (moment: Moment, view: RecordView<never>): N;
}

const classes: Partial<Record<keyof Registered, unknown>> = {};

/**
 * Types lead to each other in circles: an incident to its statements, a statement to its incidents. Modules must not, so
 * each type is entered here when its module loads and named by the others, who ask for it once all are loaded.
 */
export const registerType = <Name extends keyof Registered>(name: Name, type: Registered[Name]): void => {
  classes[name] = type;
};

export function typeNamed<Name extends keyof Registered>(name: Name): Registered[Name] {
  const type = classes[name];
  if (!type) throw new Error(`the type ${name} is asked for before its module was loaded: import queries/index.js`);
  return type as Registered[Name];
}
