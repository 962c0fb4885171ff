import type { ListedKind } from '#read-model';
import { ActorNode } from '../actor/actor.type.js';
import { AgencyNode } from '../agency/agency.type.js';
import { CaseNode } from '../case/case.type.js';
import { connectionOf } from '../common/connection.js';
import type { NodeTypes } from '../common/node.registry.js';
import { IncidentNode } from '../incident/incident.type.js';
import { InvestigationNode } from '../investigation/investigation.type.js';
import { PersonNode } from '../person/person.type.js';
import { SourceNode } from '../source/source.type.js';
import { StatementNode } from '../statement/statement.type.js';

export const CONNECTIONS = {
  incident: connectionOf('Incident', () => IncidentNode, 'incidents'),
  investigation: connectionOf('Investigation', () => InvestigationNode, 'investigations'),
  case: connectionOf('Case', () => CaseNode, 'cases'),
  statement: connectionOf('Statement', () => StatementNode, 'statements'),
  agency: connectionOf('Agency', () => AgencyNode, 'agencies'),
  person: connectionOf('Person', () => PersonNode, 'persons'),
  source: connectionOf('Source', () => SourceNode, 'sources'),
} as const;

export const ActorConnection = connectionOf('Actor', () => ActorNode, 'actors');

export const NODE_OF = {
  incident: 'Incident',
  investigation: 'Investigation',
  case: 'Case',
  statement: 'Statement',
  agency: 'Agency',
  person: 'Person',
  source: 'Source',
} as const satisfies Record<ListedKind, keyof NodeTypes>;
