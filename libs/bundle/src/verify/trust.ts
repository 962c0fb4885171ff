import {
  FormatError,
  openCheckpoint,
  parseCheckpoint,
  parseNote,
  parseVerifierKey,
  SignatureError,
  type Checkpoint,
  type Verifier,
} from '#ledger/verify';
import { FILES } from '../form/export.form.js';
import type { BundleFindings } from './bundle.finding.js';
import type { BundleFolder } from './bundle.folder.js';
import { MOST } from './limits.js';

/** The keys of `data/keys.txt`, oldest first; a line that is none is a finding. */
export function readKeys(folder: BundleFolder, findings: BundleFindings): Verifier[] {
  const lines = folder.text(FILES.keys, MOST.keys).split('\n');
  const tell = (line: number, why: string) =>
    findings.add({ kind: 'FORM', file: FILES.keys, line, message: `${FILES.keys}, line ${line}: ${why}` });
  if (lines.pop() !== '') tell(lines.length + 1, 'it does not end in a newline');
  return lines.flatMap((vkey, n) => {
    try {
      return [parseVerifierKey(vkey)];
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      tell(n + 1, error.message);
      return [];
    }
  });
}

export interface Opened {
  readonly checkpoint: Checkpoint;
  /** Whether a key that is believed signed it; else the rest is looked at all the same, so that more can be named. */
  readonly believed: boolean;
}

/** A signed note as far as it can be read. @returns what is wrong with it besides */
export function openNoteOf(note: string, verifiers: readonly Verifier[]): { opened?: Opened; wrong?: string } {
  try {
    return { opened: { checkpoint: openCheckpoint(note, verifiers), believed: true } };
  } catch (error) {
    if (!(error instanceof FormatError || error instanceof SignatureError)) throw error;
    const wrong = error.message;
    try {
      return { wrong, opened: { checkpoint: parseCheckpoint(parseNote(note).text), believed: false } };
    } catch {
      return { wrong };
    }
  }
}
