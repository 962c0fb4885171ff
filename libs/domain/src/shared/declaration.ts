import type { Static, TObject } from '#typebox';
import type { Aggregate } from './ids.js';
import type { VocabularyName } from './vocabularies.js';

/**
 * - `FACT`: what happened in the world; sources are required, and it can be corrected and withdrawn.
 * - `DECISION`: editorial or administrative (° in the catalogue); carries a reason, may have sources.
 * - `REGISTRATION`: registers an agency or a source; needs neither source nor reason.
 * - `OPERATIONAL`: of the tracker's own working (actors, the log); a reason may be given, and through the API has to be
 *   where it is about an actor.
 * - `CORRECTION`: of a fact; carries a reason, and sources where there are new ones.
 */
export type Nature = 'FACT' | 'DECISION' | 'CORRECTION' | 'REGISTRATION' | 'OPERATIONAL';

export type Role = 'VIEWER' | 'EDITOR' | 'AUDITOR' | 'ADMIN';

/** One declaration per event: it drives schema, marks, mutation and documentation. */
export interface EventDeclaration<Type extends string = string, Data extends TObject = TObject> {
  readonly type: Type;
  /** The streams that may hold it; `any` stands for every record that is not operational. */
  readonly aggregate: Aggregate | 'any';
  /** Version of `data`; older versions stand in `libs/catalogue/src/upcasting`. */
  readonly schema: number;
  readonly nature: Nature;
  /** Name of the GraphQL mutation that records it; without one it is recorded by the system. */
  readonly mutation?: string;
  /** Lowest role that may record it: EDITOR unless said. */
  readonly role: Role;
  /** Whether it begins a stream: `EITHER` begins one unless the command names a record to go on with. */
  readonly creates: 'ALWAYS' | 'EITHER' | 'NEVER';
  /** The vocabulary of the codes that its reason must have one of; without it a reason is words alone. */
  readonly reasons?: VocabularyName;
  readonly description: string;
  readonly data: Data;
}

type Options<Data extends TObject> = Pick<
  EventDeclaration<string, Data>,
  'aggregate' | 'nature' | 'description' | 'data'
> &
  Partial<Pick<EventDeclaration, 'schema' | 'mutation' | 'role' | 'creates' | 'reasons'>>;

export const event = <const Type extends string, Data extends TObject>(
  type: Type,
  options: Options<Data>,
): EventDeclaration<Type, Data> => ({ type, schema: 1, role: 'EDITOR', creates: 'NEVER', ...options });

/** The payload's type; what is sealed is present in a command and absent in a stored event. */
export type DataOf<D extends EventDeclaration> = Static<D['data']>;
