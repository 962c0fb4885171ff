import { BundleUsageError, type ExportDescription, runVerifyBundle, type VerifiedBundle } from '#bundle';
import { DoesNotHoldError } from '../does-not-hold.error.js';
import { EXIT } from '../exit-codes.js';
import { AnswerError } from '../server/graphql.server.js';
import { UsageError } from '../usage.error.js';
import type { Progress } from './record.source.js';

/** Findings that are told; `verify-bundle` tells all. */
const TOLD = 3;

/** A bundle that holds. */
export type HoldingBundle = VerifiedBundle & { readonly description: ExportDescription };

/**
 * Verifies a bundle: one that does not hold is not read.
 * @throws UsageError where it is none; DoesNotHoldError, AnswerError
 */
export async function verifiedBundle(folder: string, onProgress: Progress): Promise<HoldingBundle> {
  const { bundle, exit } = await runVerifyBundle({ folder, vkeys: [], checkpoints: [], onProgress }).catch(
    (error: Error) => {
      throw error instanceof BundleUsageError ? new UsageError(`--bundle: ${error.message}`) : error;
    },
  );
  const { findings, undecided } = bundle.report;
  if (exit === EXIT.doesNotHold) {
    const told = findings.slice(0, TOLD).map(({ kind, message }) => `${kind}: ${message}`);
    throw new DoesNotHoldError(
      `${folder} does not hold, and was not read: verify-bundle tells all of it.\n${told.join('\n')}`,
    );
  }
  if (exit !== EXIT.holds || !bundle.description) throw new AnswerError(`${folder}: ${undecided.join('; ')}`);
  return bundle as HoldingBundle;
}
