import type { Entry } from '../shared/entry.js';
import type { CaseEntry } from './case.evolve.js';
import { currentChargeStatus, findAppeal, findCharge, type Case } from './case.state.js';
import { transitionMisfit } from './charge.transitions.js';

type Opening = Extract<CaseEntry, { type: 'CaseOpened' }>['data'];

/** A case becomes known by any of these; all others come after one of them. */
const BEGINNINGS: ReadonlySet<string> = new Set([
  'CaseOpened',
  'ArrestMade',
  'CustodyChanged',
  'ProsecutionDeclined',
  'SuitFiled',
]);

/** Why an entry does not fit in what stands before it: it is recorded when acknowledged, and shown as a gap. */
export function caseMisfit(state: Case, recorded: Entry): string | undefined {
  const entry = recorded as unknown as CaseEntry;
  if (!state.began && !BEGINNINGS.has(entry.type)) return `${entry.type} comes before the case began`;
  switch (entry.type) {
    case 'CaseOpened':
      return state.opened ? 'the case was opened already' : otherThanItBegan(state, entry.data);
    case 'ChargesFiled': {
      const twice = repeatedCharge(state, entry.data.charges);
      return twice === undefined ? undefined : `there is a charge ${twice} already`;
    }
    case 'ChargeStatusChanged': {
      const charge = findCharge(state, entry.data.chargeId);
      if (!charge) return `charge ${entry.data.chargeId} had not been filed`;
      return transitionMisfit(charge.chargeId, currentChargeStatus(charge), entry.data.status);
    }
    case 'SentenceImposed':
    case 'ProceedingRecorded':
      return missingCharge(state, entry.data.chargeIds);
    case 'AppealFiled':
      return findAppeal(state, entry.data.appealId)
        ? `there is an appeal ${entry.data.appealId} already`
        : missingCharge(state, entry.data.chargeIds);
    case 'AppealDecided': {
      const appeal = findAppeal(state, entry.data.appealId);
      if (!appeal) return `appeal ${entry.data.appealId} had not been filed`;
      return appeal.decided ? `appeal ${appeal.appealId} had been decided` : undefined;
    }
    default:
      return undefined;
  }
}

/** What the arrest or the suit by which a case became known said of it, and its opening does not. */
function otherThanItBegan(state: Case, opening: Opening): string | undefined {
  for (const what of ['kind', 'against', 'jurisdiction'] as const) {
    const known = state[what]?.value;
    if (known !== undefined && known !== opening[what])
      return `the case began as one with ${what} ${known}, and is opened with ${opening[what]}`;
  }
  return undefined;
}

function missingCharge(state: Case, chargeIds: readonly string[] = []): string | undefined {
  const missing = chargeIds.find((chargeId) => !findCharge(state, chargeId));
  return missing === undefined ? undefined : `charge ${missing} had not been filed`;
}

/** The first charge id that is in the case already, or twice in the list. */
export function repeatedCharge(state: Case, charges: readonly { readonly chargeId: string }[]): string | undefined {
  const seen = new Set<string>(state.charges.map((charge) => charge.chargeId));
  for (const { chargeId } of charges) {
    if (seen.has(chargeId)) return chargeId;
    seen.add(chargeId);
  }
  return undefined;
}
