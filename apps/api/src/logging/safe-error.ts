/**
 * An error as it may be logged. Quoted parts of a message are left out: they are often the value that was wrong
 * (`Unexpected token in JSON: "Jane …"`), and a log must not hold personal data.
 */
export function safeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = (error as { code?: unknown }).code;
  return {
    type: error.name,
    message: safeText(error.message),
    ...(typeof code === 'string' ? { code } : {}),
    stack: framesOf(error),
    ...(error.cause === undefined ? {} : { cause: safeError(error.cause) }),
  };
}

/** A message without what it quotes. */
export const safeText = (text: string): string => text.replace(/"[^"]*"|'[^']*'|`[^`]*`/g, '"…"').slice(0, 500);

/** The frames only: the first line of a stack repeats the message. */
const framesOf = ({ stack = '' }: Error) =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 20);
