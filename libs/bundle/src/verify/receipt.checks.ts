import { EMPTY_ROOT } from '#ledger/verify';
import {
  commits,
  entryHash,
  FormatError,
  parseTlogProof,
  ProofError,
  SignatureError,
  verifyConsistency,
  verifyTlogProof,
  type TreeHead,
  type Verifier,
} from '#ledger/verify';
import { EXPORT_FORM } from '../form/export.form.js';
import { parseLeaf } from '../form/leaf.form.js';
import { parseReceipt, RECEIPT, type Receipt } from '../form/receipt.form.js';
import type { BundleFindings } from './bundle.finding.js';
import type { BundleFolder } from './bundle.folder.js';
import { MOST } from './limits.js';
import { readLabel } from './side.checks.js';

export interface CheckedReceipt {
  readonly exportId: string;
  /** The entry that says that this bundle was given out, and when it was recorded. */
  readonly index: number;
  readonly event: string;
  readonly recordedAt: string;
  /** The later tree that has it; the bundle's own is its beginning. */
  readonly head: TreeHead;
}

/**
 * That the log itself names this bundle.
 * @param manifest SHA-256 of the manifest @param head of the bundle's tree
 * @returns undefined where there is none, or a finding was made
 */
export function checkReceipt(
  folder: BundleFolder,
  findings: BundleFindings,
  {
    manifest,
    head,
    verifiers,
  }: { readonly manifest: string | undefined; readonly head: TreeHead; readonly verifiers: readonly Verifier[] },
): CheckedReceipt | undefined {
  if (!folder.has(RECEIPT)) return undefined;
  const tell = (why: string) => {
    findings.add({ kind: 'RECEIPT', file: RECEIPT, message: `${RECEIPT}: ${why}` });
    return undefined;
  };
  const parsed = parseReceipt(folder.text(RECEIPT, MOST.note));
  if ('wrong' in parsed) return tell(parsed.wrong);
  const receipt = parsed.value;
  const leaf = parseLeaf(receipt.leaf);
  if (leaf?.type !== 'ExportIssued' || leaf.stream !== 'log') return tell('its leaf is not one of an ExportIssued');
  const { salt, data } = receipt;
  const committed = leaf.texts?.['/data'];
  if (
    committed === undefined ||
    !commits({ commitment: committed }, { event: leaf.id, path: '/data', salt, value: data })
  )
    return tell('its data is not what the entry committed to');
  try {
    const proof = parseTlogProof(receipt.proof);
    const newer = verifyTlogProof(proof, entryHash(Buffer.from(receipt.leaf, 'utf8')), verifiers);
    verifyConsistency(head, newer, consistencyOf(receipt));
    const wrong = wrongIn(data, manifest, head, readLabel(folder).get('External-Identifier'));
    if (wrong !== undefined) return tell(wrong);
    const { exportId } = data;
    const { size, root } = newer;
    return { exportId, index: proof.index, event: leaf.id, recordedAt: leaf.recordedAt, head: { size, root } };
  } catch (error) {
    if (!(
      error instanceof ProofError ||
      error instanceof FormatError ||
      error instanceof SignatureError ||
      error instanceof RangeError
    ))
      throw error;
    return tell(error.message);
  }
}

function wrongIn(
  { exportId, format, upTo, sha256 }: Receipt['data'],
  manifest: string | undefined,
  { size }: TreeHead,
  label: string | undefined,
): string | undefined {
  if (format !== EXPORT_FORM) return `it is for an export of the form ${JSON.stringify(format.slice(0, 80))}`;
  if (sha256 !== manifest)
    return `the log gave out another bundle as export ${exportId}: its manifest has the SHA-256 ${sha256}, this one ${manifest}`;
  if (upTo !== size - 1) return `it is for an export up to index ${upTo}, and this tree has ${size} entries`;
  return label === exportId
    ? undefined
    : `it is for export ${exportId}, and the bundle's label names ${label ?? 'none'}`;
}

const consistencyOf = ({ consistency }: Receipt) =>
  consistency.map((hash) => {
    const bytes = Buffer.from(hash, 'base64');
    if (bytes.length === EMPTY_ROOT.length && bytes.toString('base64') === hash) return bytes;
    throw new FormatError('consistency proof', '', 'it does not consist of hashes: 32 bytes, base64');
  });
