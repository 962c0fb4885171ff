import type { Entry } from '../shared/entry.js';
import type { EntryOf } from '../shared/decider.js';
import type { CASE_EVENTS } from './case.events.js';
import { findCharge, type Case, type Charge } from './case.state.js';

export type CaseEntry = {
  [D in (typeof CASE_EVENTS)[number] as D['type']]: EntryOf<D>;
}[(typeof CASE_EVENTS)[number]['type']];

/** Folds one entry in. Total: what does not fit is kept as well as can be. */
export function evolveCase(before: Case, recorded: Entry): Case {
  const entry = recorded as unknown as CaseEntry;
  const state = begun(before, entry);
  const happening = {
    entry: entry.id,
    at: entry.occurred,
    ...(entry.attribution ? { attribution: entry.attribution } : {}),
  };
  switch (entry.type) {
    case 'CaseOpened':
      return opened(state, entry);
    case 'ArrestMade': {
      const { begins: _begins, ...arrest } = entry.data;
      return { ...state, arrests: [...state.arrests, { ...arrest, ...happening }] };
    }
    case 'CustodyChanged': {
      const { begins: _begins, ...custody } = entry.data;
      return { ...state, custody: [...state.custody, { ...custody, ...happening }] };
    }
    case 'ChargesFiled':
      return { ...state, charges: [...state.charges, ...filed(state, entry)] };
    case 'ChargeStatusChanged': {
      const { chargeId, ...change } = entry.data;
      return {
        ...state,
        charges: state.charges.map((charge) =>
          charge.chargeId === chargeId
            ? { ...charge, history: [...charge.history, { ...change, ...happening }] }
            : charge,
        ),
      };
    }
    case 'ProsecutionDeclined': {
      const { begins: _begins, of, ...declined } = entry.data;
      return { ...state, declinations: [...state.declinations, { ...declined, of: of ?? [], ...happening }] };
    }
    case 'ProceedingRecorded': {
      const { proceeding, of, chargeIds, ...rest } = entry.data;
      const step = { ...rest, proceeding: proceeding.code, of: of ?? [], chargeIds: chargeIds ?? [], ...happening };
      return { ...state, proceedings: [...state.proceedings, step] };
    }
    case 'SentenceImposed': {
      const sentence = { ...entry.data, chargeIds: entry.data.chargeIds ?? [], ...happening };
      return { ...state, sentences: [...state.sentences, sentence] };
    }
    case 'AppealFiled': {
      const appeal = { ...entry.data, chargeIds: entry.data.chargeIds ?? [], ...happening };
      return { ...state, appeals: [...state.appeals, appeal] };
    }
    case 'AppealDecided': {
      const { appealId, ...decision } = entry.data;
      return {
        ...state,
        appeals: state.appeals.map((appeal) =>
          appeal.appealId === appealId ? { ...appeal, decided: { ...decision, ...happening } } : appeal,
        ),
      };
    }
    case 'SuitFiled': {
      const { begins: _begins, court, docket, ...suit } = entry.data;
      return { ...at(state, entry.id, { court, docket }), suits: [...state.suits, { ...suit, ...happening }] };
    }
    case 'SettlementReached': {
      const settlement = { ...entry.data, paidTo: entry.data.paidTo ?? [], ...happening };
      return { ...state, settlements: [...state.settlements, settlement] };
    }
    case 'JudgmentEntered':
      return { ...state, judgments: [...state.judgments, { ...entry.data, ...happening }] };
    case 'DisciplineImposed': {
      const discipline = { ...entry.data, discipline: entry.data.discipline.code, ...happening };
      return { ...state, discipline: [...state.discipline, discipline] };
    }
    default:
      return before;
  }
}

type Opened = Extract<CaseEntry, { type: 'CaseOpened' }>;

/** Notes by what the case became known, and what that entry says of it. */
function begun(state: Case, entry: CaseEntry): Case {
  const began = state.began ?? { type: entry.type, entry: entry.id, at: entry.occurred };
  const begins = 'begins' in entry.data ? entry.data.begins : undefined;
  // What an opening said of the case is not overruled by what a later arrest says in passing.
  return begins && !state.opened ? about({ ...state, began }, entry.id, begins) : { ...state, began };
}

const opened = (state: Case, { id, occurred, data }: Opened): Case => ({
  ...at(about(state, id, data), id, data),
  opened: { value: occurred, entry: id },
  ...(data.title ? { title: { value: data.title, entry: id } } : {}),
  parties: [...state.parties, ...(data.parties ?? []).map((value) => ({ value, entry: id }))],
});

type Identity = Pick<Opened['data'], 'kind' | 'against' | 'incidents'> & Partial<Pick<Opened['data'], 'jurisdiction'>>;

const about = (state: Case, entry: string, { kind, against, incidents, jurisdiction }: Identity): Case => ({
  ...state,
  kind: { value: kind, entry },
  against: { value: against, entry },
  ...(jurisdiction ? { jurisdiction: { value: jurisdiction, entry } } : {}),
  incidents: [
    ...state.incidents,
    ...[...new Set(incidents)]
      .filter((incident) => !state.incidents.some((known) => known.value === incident))
      .map((value) => ({ value, entry })),
  ],
});

const at = (state: Case, entry: string, { court, docket }: Pick<Opened['data'], 'court' | 'docket'>): Case => ({
  ...state,
  ...(court ? { court: { value: court, entry } } : {}),
  ...(docket ? { docket: { value: docket, entry } } : {}),
});

function filed(state: Case, entry: Extract<CaseEntry, { type: 'ChargesFiled' }>): Charge[] {
  const happening = {
    entry: entry.id,
    at: entry.occurred,
    ...(entry.attribution ? { attribution: entry.attribution } : {}),
  };
  const seen = new Set<string>();
  const charges: Charge[] = [];
  for (const charge of entry.data.charges) {
    // A charge keeps its history under its id: a second of the same id would split it. It is shown as a gap.
    if (seen.has(charge.chargeId) || findCharge(state, charge.chargeId)) continue;
    seen.add(charge.chargeId);
    charges.push({
      ...charge,
      victims: charge.victims ?? [],
      ...(entry.data.prosecutedBy ? { prosecutedBy: entry.data.prosecutedBy } : {}),
      ...(entry.data.instrument === undefined ? {} : { instrument: entry.data.instrument }),
      ...happening,
      history: [{ status: 'PENDING', ...happening }],
    });
  }
  return charges;
}
