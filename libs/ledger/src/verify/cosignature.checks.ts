import { cosignedAt } from '../notes/cosignature.js';
import { keyIdHex } from '../notes/key-name.js';
import { parseNote } from '../notes/note.js';
import type { Verifier } from '../notes/verifier-key.js';
import type { Findings } from './finding.js';

/** Seconds by which a clock may be ahead of ours. */
const AHEAD = 300;

/** That each of these witnesses has cosigned a checkpoint. */
export function checkCosignatures(checkpoint: string, witnesses: readonly Verifier[], findings: Findings): void {
  const { text, signatures } = parseNote(checkpoint);
  for (const { name, keyId, verify } of witnesses) {
    const of = `of witness ${name} (key ${keyIdHex(keyId)})`;
    const found = signatures.find((one) => one.name === name && one.keyId === keyId);
    const at = found && cosignedAt(found);
    const wrong = !found
      ? `has no cosignature ${of}`
      : !at || !verify(text, found.signature)
        ? `has a cosignature ${of} that is not one over it`
        : at.getTime() > Date.now() + AHEAD * 1_000
          ? `has a cosignature ${of} from the future (${at.toISOString()})`
          : undefined;
    if (wrong) findings.add({ kind: 'SIGNATURE', message: `the newest checkpoint ${wrong}` });
  }
}
