import { record, refuse, type Decision } from '../shared/decision.js';
import type { PersonCommand } from './person.examine.js';
import { scopeWithin } from './person.field.js';
import { totalErasure, type Person } from './person.state.js';

type Of<Type extends PersonCommand['type']> = Extract<PersonCommand, { type: Type }>;
type ErasureCommand = Of<'ErasureDecided' | 'PersonalDataErased' | 'ErasureVerified'>;

/** The rules of granting, executing and verifying an erasure. */
export function decideErasure(command: ErasureCommand, state: Person): Decision {
  switch (command.type) {
    case 'ErasureDecided':
      return grant(command, state);
    case 'PersonalDataErased':
      return erase(state);
    case 'ErasureVerified':
      return state.erasures.some((erasure) => erasure.entry === command.data.erasure)
        ? record()
        : refuse('UNKNOWN_ITEM', `${state.id} has no erasure ${command.data.erasure} at that time.`, {
            path: '/data/erasure',
            known: state.erasures.map((erasure) => erasure.entry),
          });
  }
}

function grant({ data: { request: id, fields } }: Of<'ErasureDecided'>, state: Person): Decision {
  const request = state.erasureRequests.find((known) => known.entry === id);
  if (!request)
    return refuse('UNKNOWN_ITEM', `${state.id} has no request ${id} at that time: record the request first.`, {
      path: '/data/request',
      known: state.erasureRequests.map((known) => known.entry),
    });
  if (request.decided)
    return refuse(
      'WRONG_STATE',
      `Request ${id} was decided (${request.decided.outcome}) by entry ${request.decided.entry}: record a new request.`,
      { path: '/data/request', entry: request.decided.entry },
    );
  if (fields && !scopeWithin(fields, request.fields))
    return refuse('NOT_ALLOWED', `Not all of ${fields.join(', ')} was asked for: grant what the request names.`, {
      path: '/data/fields',
      requested: request.fields,
    });
  return record();
}

/** Single fields can be erased again, for what was recorded since; after all of them there is nothing left to erase. */
function erase(state: Person): Decision {
  const total = totalErasure(state);
  return total
    ? refuse('NOTHING_CHANGES', `All personal data of ${state.id} was erased already, by entry ${total.entry}.`, {
        path: '/record',
        entry: total.entry,
      })
    : record();
}
