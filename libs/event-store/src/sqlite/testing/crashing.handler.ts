import type { DatabaseSync } from 'node:sqlite';
import { open as openAppends, type AppendHandlerOptions } from '../append.handler.js';
import type { WriteRequest } from '../append.request.js';

/** Ends its thread, without a word, when it is given an event of this type. */
export const CRASH = 'ThreadCrashed';

export function open(db: DatabaseSync, options: AppendHandlerOptions) {
  const handler = openAppends(db, options);
  return {
    begin: () => handler.begin?.(),
    apply(request: WriteRequest) {
      const response = handler.apply(request);
      if (!('restore' in request) && request.includes(CRASH)) process.exit(7);
      return response;
    },
  };
}
