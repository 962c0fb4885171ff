const CLOSED: ReadonlySet<unknown> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/**
 * `fetch`, once more where a connection that was kept was closed by the other side in the moment in which it was used
 * again: after minutes of work here that is the rule. For what can be asked twice.
 */
export function fetchAgain(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, init).catch((error: Error) => {
    if (!CLOSED.has((error.cause as { readonly code?: unknown } | undefined)?.code)) throw error;
    return fetch(url, init);
  });
}
