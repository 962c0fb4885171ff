import { v5 } from 'uuid';

/** What a mutation is given, with references to earlier steps still in it. */
export type Given = string | number | boolean | readonly Given[] | { readonly [field: string]: Given | undefined };
export type Input = Readonly<Record<string, Given | undefined>>;

/** Stands for an id that is known once an earlier step has been recorded; may be part of a text. */
export type Reference = `{{${'record' | 'entry'}:${string}}}`;

/** One mutation of a scenario, in the order in which a person would make them. */
export interface Step {
  /** Unique within the scenario; shown as progress, and what the command's id is made of. */
  readonly label: string;
  /** Name of the GraphQL mutation. */
  readonly mutation: string;
  readonly input: Input;
  /** Always the same for the same label: loading again, or going on with a load, records nothing twice. */
  readonly commandId: string;
  /** The record that the step begins, or adds to. */
  readonly record: Reference;
  /** The entry that the step makes. */
  readonly entry: Reference;
}

/** Steps that belong together, and after which a reader may stop. */
export interface Chapter {
  readonly title: string;
  readonly steps: readonly Step[];
}

/** Namespace of the ids of a scenario's commands; drawn once, and fixed since a load goes on by them. */
const NAMESPACE = '5b0f0d0e-6c1b-4f52-9d5e-3c1a7c0b8f21';

export const step = (label: string, mutation: string, input: Input): Step => ({
  label,
  mutation,
  input,
  commandId: v5(label, NAMESPACE),
  record: `{{record:${label}}}`,
  entry: `{{entry:${label}}}`,
});

/** A mention in a text: it is rendered when read, as far as the reader may see it. */
export const mention = (person: Step, field?: string): string =>
  field ? `@[${person.record}#${field}]` : `@[${person.record}]`;
