import type { Attempt } from './attempts.js';
import type { VictimReady } from './victim.main.js';

const KINDS: Readonly<Record<string, string>> = {
  recordSource: 'Source',
  registerPerson: 'Person',
  describePerson: 'Person',
  erasePersonalData: 'Person',
  reportIncident: 'Incident',
  reportForce: 'Incident',
};

interface Outcome {
  readonly entry?: string;
  readonly record?: { readonly id: string } | null;
  readonly code?: string;
  readonly message?: string;
}

/**
 * Sends a command and notes what was answered. Undefined where there was no answer: what became of it is not known.
 */
export async function sendAttempt(
  server: VictimReady,
  attempt: Attempt,
  signal: AbortSignal,
): Promise<Outcome | undefined> {
  const { mutation, input } = attempt;
  const inputType = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${inputType}!) {
    outcome: ${mutation}(input: $input) {
      ... on ${KINDS[mutation]}Recorded { entry record { id } }
      ... on Refusal { code message }
    }
  }`;
  try {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${server.token}` },
      body: JSON.stringify({ query, variables: { input } }),
      signal,
    });
    const { data, errors } = (await response.json()) as {
      data?: { outcome?: Outcome };
      errors?: { message: string }[];
    };
    if (errors) throw new AnsweredWithErrors(errors.map(({ message }) => message).join('; '));
    return data?.outcome;
  } catch (error) {
    if (error instanceof AnsweredWithErrors) throw error;
    return undefined;
  }
}

/** Nothing in a campaign should lead to a top-level error: the commands are right, and the server is up or gone. */
export class AnsweredWithErrors extends Error {
  override readonly name = 'AnsweredWithErrors';
}
