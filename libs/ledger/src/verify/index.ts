/** What verifying takes, without files, heads and the sealer: for a program that only reads. */
export * from '../merkle/index.js';
export * from '../notes/index.js';
export * from '../openings/opening.js';
export * from '../reader/ledger-reader.port.js';
export { commits, OpeningChecks, type PlacedEntry } from './opening.checks.js';
export { Findings, type Finding, type FindingKind } from './finding.js';
export * from './verify-ledger.js';
