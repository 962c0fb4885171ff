import type { EventDeclaration } from './shared/declaration.js';
import { INVESTIGATION_EVENTS } from './investigation/investigation.events.js';
import { RECORD_EVENTS } from './record/record.events.js';

/** Every event that can be written, in its current version. */
export const DECLARATIONS: readonly EventDeclaration[] = [...INVESTIGATION_EVENTS, ...RECORD_EVENTS];
