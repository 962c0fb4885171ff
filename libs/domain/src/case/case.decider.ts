import type { CommandOf, Decider } from '../shared/decider.js';
import { invalid, record, refuse, type Command, type Decision } from '../shared/decision.js';
import type { CASE_EVENTS } from './case.events.js';
import { examineCase } from './case.examine.js';
import { evolveCase } from './case.evolve.js';
import { caseMisfit, repeatedCharge } from './case.sequence.js';
import { currentChargeStatus, findAppeal, findCharge, initialCase, type Case, type Charge } from './case.state.js';

type CaseCommand = {
  [D in (typeof CASE_EVENTS)[number] as D['type']]: CommandOf<D>;
}[(typeof CASE_EVENTS)[number]['type']];

/** A charge may be amended or reduced more than once; the other statuses say nothing new when said again. */
const REPEATABLE: ReadonlySet<string> = new Set(['AMENDED', 'REDUCED', 'MISTRIAL']);

export const caseDecider: Decider<Case> = {
  initialState: initialCase,
  evolve: evolveCase,
  examine: examineCase,
  misfit: caseMisfit,
  decide(asked: Command, state: Case, { begins } = { begins: false }): Decision {
    const command = asked as unknown as CaseCommand;
    switch (command.type) {
      case 'ArrestMade':
      case 'CustodyChanged':
      case 'ProsecutionDeclined':
      case 'SuitFiled':
        return begins && !command.data.begins ? unsaid(command.type) : record();
      case 'ChargesFiled':
        return file(command.data.charges, state);
      case 'ChargeStatusChanged':
        return change(command.data, state);
      case 'ProceedingRecorded':
      case 'SentenceImposed':
        return ofCharges(command.data.chargeIds, state);
      case 'AppealFiled':
        return findAppeal(state, command.data.appealId)
          ? refuse('DUPLICATE_ITEM', `There is an appeal ${command.data.appealId} already: choose another id.`, {
              path: '/data/appealId',
            })
          : ofCharges(command.data.chargeIds, state);
      case 'AppealDecided':
        return decideAppeal(command.data.appealId, state);
      default:
        return record();
    }
  },
};

const unsaid = (type: string): Decision =>
  invalid({
    path: '/data/begins',
    expected: 'given: of what kind the case is, against which side and about which incidents',
    why: `${type} begins a case here; for one that is on record, name it in \`record\`.`,
  });

function file(charges: readonly { chargeId: string }[], state: Case): Decision {
  const twice = repeatedCharge(state, charges);
  if (twice === undefined) return record();
  const place = charges.findLastIndex((charge) => charge.chargeId === twice);
  return refuse('DUPLICATE_ITEM', `There is a charge ${twice} already: choose another id.`, {
    path: `/data/charges/${place}/chargeId`,
    chargeId: twice,
  });
}

type Change = Extract<CaseCommand, { type: 'ChargeStatusChanged' }>['data'];

function change({ chargeId, status, prejudice }: Change, state: Case): Decision {
  const charge = findCharge(state, chargeId);
  if (!charge) return unknownCharge(chargeId, '/data/chargeId', state.charges);
  const current = currentChargeStatus(charge);
  if (current.status !== status || current.prejudice !== prejudice || REPEATABLE.has(status)) return record();
  return refuse('NOTHING_CHANGES', `Charge ${chargeId} is ${status} already: entry ${current.entry}.`, {
    path: '/data/status',
    entry: current.entry,
  });
}

function ofCharges(chargeIds: readonly string[] | undefined, state: Case): Decision {
  const place = (chargeIds ?? []).findIndex((chargeId) => !findCharge(state, chargeId));
  return place < 0 ? record() : unknownCharge(chargeIds![place]!, `/data/chargeIds/${place}`, state.charges);
}

const unknownCharge = (chargeId: string, path: string, charges: readonly Charge[]): Decision =>
  refuse('UNKNOWN_ITEM', `There is no charge ${chargeId} at that time.`, {
    path,
    known: charges.map((charge) => charge.chargeId),
  });

function decideAppeal(appealId: string, state: Case): Decision {
  const appeal = findAppeal(state, appealId);
  if (!appeal)
    return refuse('UNKNOWN_ITEM', `There is no appeal ${appealId} at that time.`, {
      path: '/data/appealId',
      known: state.appeals.map((known) => known.appealId),
    });
  return appeal.decided
    ? refuse('NOTHING_CHANGES', `Appeal ${appealId} was decided: entry ${appeal.decided.entry}.`, {
        path: '/data/appealId',
      })
    : record();
}
