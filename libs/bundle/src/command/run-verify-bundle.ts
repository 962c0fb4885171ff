import { lstatSync, readFileSync, statSync } from 'node:fs';
import { FormatError, parseVerifierKey, type Verifier } from '#ledger/verify';
import { compareBundles, type NewerReport } from '../compare/compare-bundles.js';
import { RemovalsOf } from '../compare/removals.js';
import { FILES } from '../form/export.form.js';
import type { BundleReport } from '../verify/bundle.report.js';
import { verifyBundle, type VerifiedBundle, type VerifyBundleOptions } from '../verify/verify-bundle.js';
import { EXIT, type Exit } from './exit-codes.js';

/** The command was called in a wrong way. */
export class BundleUsageError extends Error {
  override readonly name = 'BundleUsageError';
}

export interface VerifyBundleCommand {
  readonly folder: string;
  readonly vkeys: readonly string[];
  /** Files with checkpoints that were kept. */
  readonly checkpoints: readonly string[];
  /** Further checkpoints, as signed notes. */
  readonly known?: readonly string[];
  /** Folder of a newer bundle. */
  readonly newer?: string;
  readonly onProgress?: VerifyBundleOptions['onProgress'];
}

export interface ShownBundleReport extends BundleReport {
  /** The folder. */
  readonly of: string;
  readonly newer?: NewerReport & { readonly of: string };
}

export interface CheckedBundle {
  readonly report: ShownBundleReport;
  readonly bundle: VerifiedBundle;
  readonly exit: Exit;
}

/** What the command and the single file do alike. @throws BundleUsageError */
export async function runVerifyBundle(asked: VerifyBundleCommand): Promise<CheckedBundle> {
  const { folder, vkeys, checkpoints, known = [], newer, onProgress } = asked;
  requireBundle(folder);
  if (newer !== undefined) requireBundle(newer);
  const options = {
    ...(vkeys.length > 0 ? { verifiers: vkeys.map(keyOf) } : {}),
    known: [...checkpoints.map(noteOf), ...known],
    ...(onProgress ? { onProgress } : {}),
  };
  const bundle = await verifyBundle(folder, options);
  const report = { of: folder, ...bundle.report };
  if (newer === undefined) return { report, bundle, exit: exitOf(report) };
  const compared = await compareNewer(bundle, newer, options);
  const undecided = [...report.undecided, ...compared.undecided];
  const counts = { ...report.counts, ...(compared.findings.length > 0 ? { NEWER: compared.findings.length } : {}) };
  const findings = [...report.findings, ...compared.findings];
  const both = {
    ...report,
    holds: findings.length === 0 && undecided.length === 0,
    undecided,
    counts,
    findings,
    ...(compared.report ? { newer: { of: newer, ...compared.report } } : {}),
  };
  return { report: both, bundle, exit: exitOf(both) };
}

async function compareNewer(older: VerifiedBundle, folder: string, options: VerifyBundleOptions) {
  const none = { undecided: [] as string[], findings: [] as NewerReport['findings'], report: undefined };
  const removals = new RemovalsOf();
  const newer = await verifyBundle(folder, { ...options, onLeaf: removals.onLeaf, onText: removals.onText });
  const [first] = newer.report.findings;
  if (first)
    return { ...none, findings: [{ kind: 'NEWER' as const, message: `${folder} does not hold: ${first.message}` }] };
  if (!newer.report.holds) return { ...none, undecided: newer.report.undecided.map((why) => `${folder}: ${why}`) };
  if (!older.report.holds)
    return { ...none, undecided: [`${folder} was not compared, since this bundle does not hold`] };
  if (newer.report.size < older.report.size)
    throw new BundleUsageError(
      `${folder} is of ${newer.report.size} entries, and this bundle of ${older.report.size}: the other one is the newer`,
    );
  const report = await compareBundles(older, newer, removals.found);
  const undecided = removals.tooMany ? [`${folder} holds more erasures than are remembered: some may not be told`] : [];
  return { undecided, findings: report.findings, report };
}

function exitOf({ findings, undecided }: BundleReport): Exit {
  if (findings.length > 0) return EXIT.doesNotHold;
  return undecided.length > 0 ? EXIT.cannotTell : EXIT.holds;
}

function requireBundle(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found?.isDirectory()) throw new BundleUsageError(`${folder} is no folder`);
  const has = (path: string) => lstatSync(`${folder}/${path}`, { throwIfNoEntry: false }) !== undefined;
  if (!has('bagit.txt') && !has(FILES.export))
    throw new BundleUsageError(`${folder} is no exported bundle: it has neither bagit.txt nor ${FILES.export}`);
}

function keyOf(vkey: string): Verifier {
  try {
    return parseVerifierKey(vkey);
  } catch (error) {
    if (error instanceof FormatError) throw new BundleUsageError(`--vkey: ${error.message}`);
    throw error;
  }
}

function noteOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new BundleUsageError(`--checkpoint: ${file} cannot be read: ${(error as Error).message}`);
  }
}
