import { ACTOR_EVENTS } from './actor/actor.events.js';
import { AGENCY_EVENTS } from './agency/agency.events.js';
import { CASE_EVENTS } from './case/case.events.js';
import { INCIDENT_EVENTS } from './incident/incident.events.js';
import { INVESTIGATION_EVENTS } from './investigation/investigation.events.js';
import { LOG_EVENTS } from './log/log.events.js';
import { PERSON_EVENTS } from './person/person.events.js';
import { RECORD_EVENTS } from './record/record.events.js';
import type { EventDeclaration } from './shared/declaration.js';
import { SOURCE_EVENTS } from './source/source.events.js';
import { STATEMENT_EVENTS } from './statement/statement.events.js';

/** Every event that can be written, in its current version. */
export const DECLARATIONS: readonly EventDeclaration[] = [
  ...INCIDENT_EVENTS,
  ...INVESTIGATION_EVENTS,
  ...CASE_EVENTS,
  ...STATEMENT_EVENTS,
  ...AGENCY_EVENTS,
  ...PERSON_EVENTS,
  ...SOURCE_EVENTS,
  ...ACTOR_EVENTS,
  ...LOG_EVENTS,
  ...RECORD_EVENTS,
];
