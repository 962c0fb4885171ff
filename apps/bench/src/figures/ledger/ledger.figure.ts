import { join } from 'node:path';
import { LOG_FILE } from '../../data/files.js';
import type { BenchContext, Figure, Measured, Row } from '../../figure.js';
import { format, median, spread } from '../../measure/statistics.js';
import { runJob } from '../../processes/run-job.js';
import type { LedgerAnswer, LedgerQuestion } from './ledger.main.js';

/** Of raw SHA-256 over the same bytes. */
const SEALING = 0.25;
const VERIFYING = 0.2;
/** Events a second. */
const SUSTAINED = 100_000;
/** Milliseconds. */
const PROOF = 2;
/** Bytes a leaf. */
const STORAGE = 40;

/** The whole log sealed and verified, beside hashing the same entries and nothing else. */
export const ledger: Figure = { name: 'ledger', measure };

async function measure({ data, scale, short, progress }: BenchContext): Promise<Measured> {
  const log = join(await data.log(), LOG_FILE);
  const answers: LedgerAnswer[] = [];
  for (let round = 0; round < (short ? 3 : 1); round++) {
    const folder = await data.scratch();
    const question: LedgerQuestion = { log, folder, events: scale.events };
    answers.push(await runJob<LedgerAnswer>(new URL('./ledger.main.js', import.meta.url), question));
    progress(`sealed ${format(answers.at(-1)!.sealed)} entries/s`);
    await data.drop(folder);
  }
  const all = (of: keyof LedgerAnswer) => answers.map((answer) => answer[of]);
  const raw = median(all('hashed'));
  const beside = (name: string, of: keyof LedgerAnswer, target: number, least = 0): Row => {
    const value = median(all(of));
    const words = `≥ ${target} of raw${least ? `, ≥ ${format(least)}/s` : ''}`;
    const met = value / raw >= target && value >= least;
    return { name, value, unit: 'entries/s', limit: raw, ratio: value / raw, target: words, met };
  };
  const atMost = (name: string, value: number, unit: string, most: number): Row => ({
    name,
    value,
    unit,
    limit: null,
    ratio: null,
    target: `< ${most} ${unit}`,
    met: value < most,
  });
  return {
    rows: [
      beside('ledger/seal', 'sealed', SEALING, SUSTAINED),
      beside('ledger/verify', 'verified', VERIFYING),
      beside('ledger/verify-with-log', 'verifiedWithLog', VERIFYING),
      atMost('ledger/proof', median(all('proofMedian')), 'ms', PROOF),
      atMost('ledger/storage', median(all('storage')), 'bytes', STORAGE),
    ],
    notes: [
      `${spread(all('sealed'))} entries/s sealed, ${spread(all('verified'))} verified, ${spread(all('verifiedWithLog'))} with the log and its texts, ${spread(all('hashed'))} hashed`,
      `a proof of an event by its id ${spread(all('proofMedian'), 2)} ms, 99th percentile ${spread(all('proofP99'), 2)} ms`,
      `${format(Math.max(...all('residentMib')))} MiB resident at most while sealing and verifying`,
    ],
  };
}
