import type { EventDeclaration } from './shared/declaration.js';
import { CASE_EVENTS } from './case/case.events.js';
import { INVESTIGATION_EVENTS } from './investigation/investigation.events.js';
import { RECORD_EVENTS } from './record/record.events.js';
import { STATEMENT_EVENTS } from './statement/statement.events.js';

/** Every event that can be written, in its current version. */
export const DECLARATIONS: readonly EventDeclaration[] = [
  ...INVESTIGATION_EVENTS,
  ...CASE_EVENTS,
  ...STATEMENT_EVENTS,
  ...RECORD_EVENTS,
];
