import type { EpochMs } from '../time/index.js';
import type { Problem } from '../shared/problem.js';

export interface RuleContext {
  /** When the command is handled. */
  readonly now: EpochMs;
}

/**
 * What is wrong with a value whose form is right. Paths are relative to the value, RFC 6901; empty for the value itself.
 * The value has the form that the schema which names the rule gives it.
 */
export type Rule = (value: never, context: RuleContext) => readonly Problem[];

/** The rule holds. */
export const FINE: readonly Problem[] = [];
