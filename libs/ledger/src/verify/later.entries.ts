import { setTimeout as sleep } from 'node:timers/promises';
import type { Frontier } from '../merkle/frontier.js';
import { entryHash } from '../merkle/hash.js';
import { TILE_WIDTH } from '../merkle/tile.js';
import { openCheckpoint } from '../notes/checkpoint.js';
import { parseEntryBundle } from '../notes/entry-bundle.js';
import type { Verifier } from '../notes/verifier-key.js';
import type { LedgerReader } from '../reader/ledger-reader.port.js';
import type { Findings } from './finding.js';
import type { OpeningChecks } from './opening.checks.js';

/** Milliseconds between looks at the newest checkpoint. */
const LOOK_EVERY = 1_000;

/**
 * A text that is withheld while its tree is being verified is gone at once, and the entry that says so is sealed some
 * seconds later: in a tree that begins with the one that was verified. What came since is read, as long as a text is gone
 * that no entry withholds.
 *
 * @param frontier of the tree that was verified; grows
 * @param patience milliseconds
 */
export async function readLaterEntries(
  reader: LedgerReader,
  verifiers: readonly Verifier[],
  frontier: Frontier,
  { openings, findings, patience }: { openings: OpeningChecks; findings: Findings; patience: number },
): Promise<void> {
  const until = performance.now() + patience;
  while (openings.isWaiting) {
    const note = await reader.checkpoint();
    const newest = note === undefined ? undefined : openCheckpoint(note, verifiers);
    if (newest && newest.size > frontier.size) {
      const from = frontier.size;
      for (let first = from - (from % TILE_WIDTH); first < newest.size; first += TILE_WIDTH) {
        const width = Math.min(TILE_WIDTH, newest.size - first);
        const entries = parseEntryBundle(await reader.entryBundle(first / TILE_WIDTH, width), width);
        entries.forEach((entry, n) => first + n >= from && frontier.append(entryHash(entry)));
        await openings.bundle(first, entries, from);
      }
      if (!frontier.root().equals(newest.root)) {
        const message = `the checkpoint of ${newest.size} entries, published meanwhile, is over another tree than these entries make`;
        findings.add({ kind: 'CHECKPOINT', message, size: newest.size });
        return;
      }
    } else if (performance.now() >= until) return;
    else await sleep(Math.min(LOOK_EVERY, patience));
  }
}
