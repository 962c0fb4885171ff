import { parseVerifierKey, type Verifier } from '#ledger';
import { UsageError } from './usage.error.js';

/** For an option that may be repeated. */
export const several = (value: string, before: readonly string[]): readonly string[] => [...before, value];

/** @throws UsageError */
export function verifierKeyOf(option: string, vkey: string): Verifier {
  try {
    return parseVerifierKey(vkey);
  } catch (error) {
    throw new UsageError(`--${option}: ${(error as Error).message}`);
  }
}
