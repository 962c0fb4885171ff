import { createHash } from 'node:crypto';
import { projectionVersions } from '../projections/projections.js';

/** Raised with every change of how records are folded or tables are laid out that no projection's version tells. */
const LAYOUT = 5;

/**
 * Says how a file was filled; one with another signature is not read but filled anew beside it. A setting that rows
 * depend on is part of it.
 */
export const modelSignature = ({ staleAfterDays }: { staleAfterDays: number }): string =>
  createHash('sha256')
    .update(JSON.stringify([LAYOUT, projectionVersions(), staleAfterDays]))
    .digest('hex')
    .slice(0, 12);
