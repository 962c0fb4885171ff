import type { Investigation } from '../investigation/investigation.state.js';
import type { Occurred } from '../shared/envelope.js';
import type { EventId, StreamName } from '../shared/ids.js';
import { boundsOf } from '../time/index.js';
import { incidentsOf, standing, type AccountabilityInput } from './accountability.input.js';
import { subjectsOf } from './accounts.compute.js';
import { lagBetween, type Lag } from './lag.js';

/** One statement that called it justified before an investigation had found anything. */
export interface Prejudgement {
  readonly statement: StreamName;
  /** By, or on behalf of, which agency. */
  readonly agency: StreamName;
  /** The agency that was involved or took part: itself, or one of which it is a parent. */
  readonly through: StreamName;
  readonly part: 'INVOLVED' | 'INVESTIGATING';
  /** The investigation that had not found anything; absent where there was none. */
  readonly investigation?: StreamName;
  /** From the incident to the statement. */
  readonly lag?: Lag;
  readonly entries: readonly EventId[];
}

/**
 * A statement with stance JUSTIFIES by, or on behalf of, an agency involved in the incident or taking part in the
 * investigation, or a parent of either, before that investigation had a finding. Where no investigation is on record
 * (one that was declined is none) nothing had been found either.
 *
 * Only what is certain is said: a statement of the same day as the finding is not held to have come before it. After
 * an investigation closed without a finding there is nothing left to prejudge.
 */
export function prejudgedOf(input: AccountabilityInput): Prejudgement[] {
  const subjects = subjectsOf(input);
  const investigations = standing(input.investigations)
    .map(({ state }) => state)
    .filter(({ status }) => status !== 'NONE' && status !== 'DECLINED');
  return standing(input.statements).flatMap(({ state }) => {
    const stance = state.stances.find(({ on, stance: kind }) => kind === 'JUSTIFIES' && subjects.has(on));
    const issuer = state.issuer;
    const agency = issuer?.value.onBehalfOf;
    if (!stance || !issuer || !agency) return [];
    const lag = lagOf(input, stance.at, state.issued?.entry ?? issuer.entry);
    return groundsOf(input, agency, investigations)
      .filter(({ investigation }) => !investigation || isUndecided(investigation, stance.at))
      .map(({ investigation, ...ground }) => ({
        statement: state.id,
        agency,
        through: ground.through,
        part: ground.part,
        ...(investigation ? { investigation: investigation.id } : {}),
        ...(lag ? { lag } : {}),
        entries: [...new Set([issuer.entry, stance.entry, ...ground.entries])],
      }));
  });
}

interface Ground {
  readonly through: StreamName;
  readonly part: Prejudgement['part'];
  readonly investigation?: Investigation;
  readonly entries: readonly EventId[];
}

/** For each investigation at most one ground: involvement weighs more than taking part. */
function groundsOf(input: AccountabilityInput, agency: StreamName, all: readonly Investigation[]): Ground[] {
  const speaksFor = ({ agency: other }: { agency?: StreamName }): boolean =>
    other !== undefined && (other === agency || input.parentsOf(other).includes(agency));
  const incidents = incidentsOf(input).map(({ state }) => state);
  const agencies = incidents.flatMap((incident) => incident.agencies);
  const people = incidents.flatMap((incident) => incident.people);
  const involved =
    agencies.find((one) => one.role === 'INVOLVED' && speaksFor(one)) ??
    people.find((one) => one.role === 'OFFICER' && speaksFor(one));
  if (involved) {
    const ground = { through: involved.agency!, part: 'INVOLVED' as const, entries: [involved.entry] };
    return all.length > 0 ? all.map((investigation) => ({ ...ground, investigation })) : [ground];
  }
  return all.flatMap((investigation): Ground[] => {
    const part = investigation.participation.find(speaksFor);
    return part ? [{ through: part.agency, part: 'INVESTIGATING', investigation, entries: [part.entry] }] : [];
  });
}

/** Whether the investigation had certainly neither found anything nor ended when it was said. */
function isUndecided({ findings, closed }: Investigation, said: Occurred): boolean {
  const { latest } = boundsOf(said);
  return [...findings, ...(closed ? [closed] : [])].every(({ at }) => {
    const { earliest } = boundsOf(at);
    return latest !== undefined && earliest !== undefined && latest < earliest;
  });
}

function lagOf({ incident }: AccountabilityInput, at: Occurred, entry: EventId): Lag | undefined {
  const { occurred } = incident.state;
  return occurred && lagBetween({ at: occurred.value, entry: occurred.entry }, { at, entry });
}
