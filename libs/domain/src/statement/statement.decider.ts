import type { Static } from '#typebox';
import type { CommandOf, Decider } from '../shared/decider.js';
import { record, refuse, type Command, type Decision } from '../shared/decision.js';
import { aggregateOf } from '../shared/ids.js';
import type { STATEMENT_EVENTS } from './statement.events.js';
import { evolveStatement } from './statement.evolve.js';
import type { Stance } from './statement.schemas.js';
import { repeatedClaim, statementMisfit } from './statement.sequence.js';
import { assessClaim } from './claim-assessed.decide.js';
import { examineStatement } from './statement.examine.js';
import { findClaim, initialStatement, type Statement } from './statement.state.js';

type StatementCommand = {
  [D in (typeof STATEMENT_EVENTS)[number] as D['type']]: CommandOf<D>;
}[(typeof STATEMENT_EVENTS)[number]['type']];
type DataOf<Type extends StatementCommand['type']> = Extract<StatementCommand, { type: Type }>['data'];

export const statementDecider: Decider<Statement> = {
  initialState: initialStatement,
  evolve: evolveStatement,
  examine: examineStatement,
  misfit: statementMisfit,
  decide(asked: Command, state: Statement): Decision {
    const command = asked as unknown as StatementCommand;
    switch (command.type) {
      case 'StatementIssued':
        return issue(command.data, state);
      case 'StatementRevised':
        return (
          uniqueClaims(command.data.claims, state) ??
          standingClaims(command.data.dropped, '/data/dropped', state) ??
          record()
        );
      case 'StatementTakenBack':
        return takeBack(command.data, state);
      case 'StatementLinked':
        return link(command.data, state);
      case 'ClaimAssessed':
        return assessClaim(command.data, state);
      default:
        return record();
    }
  },
};

function issue({ claims, incidents, stances }: DataOf<'StatementIssued'>, state: Statement): Decision {
  return uniqueClaims(claims, state) ?? knownStances(stances, incidents ?? []) ?? record();
}

function takeBack({ claimIds }: DataOf<'StatementTakenBack'>, state: Statement): Decision {
  if (state.status === 'TAKEN_BACK')
    return refuse('NOTHING_CHANGES', `${state.id} was taken back already: entry ${state.statusEntry}.`, {
      path: '/record',
    });
  return standingClaims(claimIds, '/data/claimIds', state) ?? record();
}

function link({ incidents, stances }: DataOf<'StatementLinked'>, state: Statement): Decision {
  const known = state.incidents.map((incident) => incident.value);
  if (!stances?.length && incidents.every((incident) => known.includes(incident)))
    return refuse('NOTHING_CHANGES', `${state.id} is about ${incidents.join(', ')} already.`, {
      path: '/data/incidents',
    });
  const repeated = (stances ?? []).findIndex(({ on, stance }) =>
    state.stances.some((taken) => taken.on === on && taken.stance === stance),
  );
  if (repeated >= 0)
    return refuse('NOTHING_CHANGES', `That stance on ${stances![repeated]!.on} is on record already.`, {
      path: `/data/stances/${repeated}`,
    });
  return knownStances(stances, [...known, ...incidents]) ?? record();
}

function uniqueClaims(claims: readonly { claimId: string }[] | undefined, state: Statement): Decision | undefined {
  const twice = repeatedClaim(state, claims ?? []);
  if (twice === undefined) return undefined;
  const place = claims!.findLastIndex((claim) => claim.claimId === twice);
  return refuse('DUPLICATE_ITEM', `There is a claim ${twice} already: choose another id.`, {
    path: `/data/claims/${place}/claimId`,
    claimId: twice,
  });
}

/** A stance on an incident that the statement is not about would be found by nobody who asks about that incident. */
function knownStances(
  stances: readonly Static<typeof Stance>[] | undefined,
  incidents: readonly string[],
): Decision | undefined {
  const place = (stances ?? []).findIndex(({ on }) => aggregateOf(on) === 'incident' && !incidents.includes(on));
  if (place < 0) return undefined;
  const { on } = stances![place]!;
  return refuse('UNKNOWN_ITEM', `The stance is on ${on}, which the statement is not about: name it in \`incidents\`.`, {
    path: `/data/stances/${place}/on`,
    known: incidents,
  });
}

function standingClaims(claimIds: readonly string[] | undefined, path: string, state: Statement): Decision | undefined {
  for (const [place, claimId] of (claimIds ?? []).entries()) {
    const claim = findClaim(state, claimId);
    if (!claim)
      return refuse('UNKNOWN_ITEM', `There is no claim ${claimId} at that time.`, {
        path: `${path}/${place}`,
        known: state.claims.map((known) => known.claimId),
      });
    if (claim.takenBack)
      return refuse('NOTHING_CHANGES', `Claim ${claimId} was taken back: entry ${claim.takenBack.entry}.`, {
        path: `${path}/${place}`,
      });
  }
  return undefined;
}
