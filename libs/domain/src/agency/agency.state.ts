import type { Static } from '#typebox';
import type { Attribution, Occurred } from '../shared/envelope.js';
import type { EventId, StreamName } from '../shared/ids.js';
import type { Resting } from '../shared/resting.js';
import type { AgencyJurisdiction } from './agency.events.js';

interface Since {
  readonly since: Occurred;
  readonly entry: EventId;
  readonly attribution?: Attribution;
}

/** `name` is absent where it was withheld. */
export interface AgencyName extends Since {
  readonly name?: string;
}

/** `ended` keeps the interval: whose agency it was then is what an auditor asks. */
export interface AgencyParent extends Since {
  readonly agency: StreamName;
  readonly ended?: { readonly at: Occurred; readonly entry: EventId };
}

export interface Agency {
  readonly id: StreamName;
  readonly jurisdiction?: Resting<Static<typeof AgencyJurisdiction>>;
  readonly ori?: Resting<string>;
  /** In world order; the last is its name. */
  readonly names: readonly AgencyName[];
  readonly aliases: readonly Resting<string>[];
  /** In world order; at most one has not ended. */
  readonly parents: readonly AgencyParent[];
  /** It is no more: another took its place, or it became part of another. */
  readonly succeededBy?: Resting<StreamName> & { readonly at: Occurred };
  readonly mergedInto?: Resting<StreamName> & { readonly at: Occurred };
}

export const initialAgency = (id: StreamName): Agency => ({ id, names: [], aliases: [], parents: [] });

export const currentName = (state: Agency): string | undefined => state.names.at(-1)?.name;

/** The agency that it is part of now, or undefined where it is part of none. */
export const currentParent = (state: Agency): StreamName | undefined => openParent(state)?.agency;

export const openParent = (state: Agency): AgencyParent | undefined =>
  state.parents.findLast((parent) => !parent.ended);
