const AWAY: ReadonlySet<string> = new Set(['LogUnavailableError', 'DeadlineExceededError']);

/** Whether an error says of the log that it cannot be reached, and nothing else: it passes by itself. */
export const isLogAway = (error: unknown): boolean => error instanceof Error && AWAY.has(error.name);
