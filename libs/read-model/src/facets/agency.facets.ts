import type { StreamName } from '#domain';
import type { RecordView } from '../query/views.types.js';

/** The agency directly above, as it stands. */
export function parentOf(view: RecordView | undefined): StreamName | undefined {
  const parent = (view?.state as { parent?: { value?: StreamName } } | undefined)?.parent;
  return parent?.value;
}
