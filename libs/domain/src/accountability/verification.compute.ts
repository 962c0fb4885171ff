import { latestVerification, verificationOf, type Incident, type Verification } from '../incident/incident.state.js';
import type { EventId } from '../shared/ids.js';

export interface VerificationSummary {
  /** As last recorded; absent where no one has verified it. */
  readonly latest?: Verification;
  /** Each fact with the verification that covers it, where one does: the shooting may be documented, the shovel not. */
  readonly facts: readonly { readonly fact: EventId; readonly type: string; readonly verification?: Verification }[];
  readonly entries: readonly EventId[];
}

export function verificationSummary(state: Incident): VerificationSummary {
  const latest = latestVerification(state);
  const facts = state.facts.map(({ entry, type }) => {
    const verification = verificationOf(state, entry);
    return { fact: entry, type, ...(verification ? { verification } : {}) };
  });
  const entries = facts.flatMap(({ verification }) => (verification ? [verification.entry] : []));
  return {
    ...(latest ? { latest } : {}),
    facts,
    entries: [...new Set([...(latest ? [latest.entry] : []), ...entries])],
  };
}
