import type { Static } from '#typebox';
import type { Party } from '../shared/common.schemas.js';
import type { Attribution, Occurred } from '../shared/envelope.js';
import type { EventId, StreamName } from '../shared/ids.js';
import type { Resting } from '../shared/resting.js';
import type {
  ArrestKind,
  CaseKind,
  CaseParty,
  ChargeLevel,
  ChargeStatus,
  Custody,
  Jurisdiction,
  Prejudice,
  Side,
} from './case.schemas.js';
import type { Money } from './money.schema.js';

/** Something that happened in the case, when, and the entry that says so. Words may have been withheld. */
interface Happening {
  readonly entry: EventId;
  readonly at: Occurred;
  readonly attribution?: Attribution;
}

export interface Arrest extends Happening {
  readonly of: Party;
  readonly by?: StreamName;
  readonly arrest: ArrestKind;
  readonly allegedConduct?: string;
}

export interface CustodyInterval extends Happening {
  readonly of: Party;
  readonly custody: Custody;
  readonly by?: StreamName;
  readonly where?: string;
}

export interface ChargeChange extends Happening {
  readonly status: ChargeStatus;
  readonly by?: Party;
  readonly prejudice?: Static<typeof Prejudice>;
  readonly why?: string;
}

export interface Charge extends Happening {
  readonly chargeId: string;
  readonly defendant: Party;
  readonly victims: readonly Party[];
  readonly statute?: string;
  readonly description?: string;
  readonly level: Static<typeof ChargeLevel>;
  readonly counts: number;
  readonly prosecutedBy?: StreamName;
  /** Complaint, indictment, information: as it is called. */
  readonly instrument?: string;
  /** In world order, from the filing on; the last is how it stands. */
  readonly history: readonly ChargeChange[];
}

export interface Declination extends Happening {
  readonly agency: StreamName;
  readonly of: readonly Party[];
  readonly why?: string;
}

export interface Proceeding extends Happening {
  readonly proceeding: string;
  readonly of: readonly Party[];
  readonly chargeIds: readonly string[];
  readonly by?: Party;
  readonly detail?: string;
}

export interface Sentence extends Happening {
  readonly of: Party;
  readonly chargeIds: readonly string[];
  readonly sentence?: string;
  readonly fine?: Money;
}

export interface Appeal extends Happening {
  readonly appealId: string;
  readonly by: Party;
  readonly against?: string;
  /** The court or board that it goes to. */
  readonly court?: string;
  readonly chargeIds: readonly string[];
  readonly decided?: Happening & { readonly outcome: string; readonly by?: Party; readonly detail?: string };
}

export interface Suit extends Happening {
  readonly plaintiffs: readonly Party[];
  readonly defendants: readonly Party[];
  readonly claims?: string;
  readonly demanded?: Money;
}

export interface Settlement extends Happening {
  readonly amount?: Money;
  readonly paidBy?: Party;
  readonly paidTo: readonly Party[];
  readonly faultAdmitted?: boolean;
  readonly terms?: string;
}

export interface Judgment extends Happening {
  readonly outcome: string;
  readonly amount?: Money;
  readonly by?: Party;
  readonly detail?: string;
}

export interface Discipline extends Happening {
  readonly stage: 'RECOMMENDED' | 'FINAL';
  readonly of: Party;
  readonly by?: Party;
  readonly discipline: string;
  readonly detail?: string;
}

export interface Case {
  readonly id: StreamName;
  /** By what it became known; absent before the first entry. */
  readonly began?: { readonly type: string; readonly entry: EventId; readonly at: Occurred };
  readonly opened?: Resting<Occurred>;
  readonly kind?: Resting<CaseKind>;
  /** The side that the case is against: said by whoever recorded it, never guessed. */
  readonly against?: Resting<Side>;
  readonly jurisdiction?: Resting<Jurisdiction>;
  readonly title?: Resting<string>;
  readonly court?: Resting<string>;
  /** Without `number` where that is sealed (or withheld); `person` is then whose it is. */
  readonly docket?: Resting<{ readonly number?: string; readonly person?: StreamName }>;
  readonly parties: readonly Resting<Static<typeof CaseParty>>[];
  readonly incidents: readonly Resting<StreamName>[];
  /** All of these in world order. */
  readonly arrests: readonly Arrest[];
  readonly custody: readonly CustodyInterval[];
  readonly charges: readonly Charge[];
  readonly declinations: readonly Declination[];
  readonly proceedings: readonly Proceeding[];
  readonly sentences: readonly Sentence[];
  readonly appeals: readonly Appeal[];
  readonly suits: readonly Suit[];
  readonly settlements: readonly Settlement[];
  readonly judgments: readonly Judgment[];
  readonly discipline: readonly Discipline[];
}

export const initialCase = (id: StreamName): Case => ({
  id,
  parties: [],
  incidents: [],
  arrests: [],
  custody: [],
  charges: [],
  declinations: [],
  proceedings: [],
  sentences: [],
  appeals: [],
  suits: [],
  settlements: [],
  judgments: [],
  discipline: [],
});

export const findCharge = (state: Case, chargeId: string): Charge | undefined =>
  state.charges.find((charge) => charge.chargeId === chargeId);

/** How a charge stands: the last change of its status, or its filing. */
export const currentChargeStatus = (charge: Charge): ChargeChange => charge.history.at(-1)!;

export const findAppeal = (state: Case, appealId: string): Appeal | undefined =>
  state.appeals.find((appeal) => appeal.appealId === appealId);
