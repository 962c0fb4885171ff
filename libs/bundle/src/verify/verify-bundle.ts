import { formatVerifierKey, type TextOpening, type TreeHead, type Verifier } from '#ledger/verify';
import { EXPORT_FORM, FILES, formOf, parseExport, type ExportDescription } from '../form/export.form.js';
import type { Leaf } from '../form/leaf.form.js';
import { parseText } from '../form/lines.form.js';
import { checkBag, guarded, type BagChecked } from './bag.checks.js';
import { BundleFileError, BundleFindings } from './bundle.finding.js';
import { BundleFolder } from './bundle.folder.js';
import type { BundleReport } from './bundle.report.js';
import { CaseChecks } from './case.checks.js';
import { ContentChecks } from './content.checks.js';
import { expectedFiles } from './expected.files.js';
import { MOST } from './limits.js';
import { checkLog } from './log.checks.js';
import { PlacedLines } from './opening.lines.js';
import { checkReceipt, type CheckedReceipt } from './receipt.checks.js';
import type { ScopeChecked, ScopeChecks } from './scope.checks.js';
import { readLabel, SideChecks } from './side.checks.js';
import { openNoteOf, readKeys } from './trust.js';

export interface VerifyBundleOptions {
  /** Keys to believe; default: those in the bundle, which prove nothing about who that is. */
  readonly verifiers?: readonly Verifier[];
  /** Checkpoints (signed notes) that were kept before. */
  readonly known?: readonly string[];
  /** Findings that are kept; all are counted. Default 1,000. */
  readonly limit?: number;
  readonly onProgress?: (what: 'bytes' | 'entries', done: number, of: number) => void;
  /** Told each entry. */
  readonly onLeaf?: (index: number, leaf: Leaf) => void;
  /** Told each text, before it is compared with what its entry commits to. */
  readonly onText?: (opening: TextOpening) => void;
}

/** A bundle that was looked at, for who goes on with it. */
export interface VerifiedBundle {
  readonly folder: BundleFolder;
  readonly description: ExportDescription | undefined;
  /** Heads that are proven to be of one tree: the bundle's, and that of its receipt. Empty where a key is not believed. */
  readonly heads: readonly TreeHead[];
  /** The keys that are believed. */
  readonly verifiers: readonly Verifier[];
  readonly report: BundleReport;
}

/**
 * Checks a bundle, believing nothing but the keys. Without network; memory does not depend on the bundle's length, but
 * for the names of its records.
 *
 * @throws the file system's errors, where something cannot be read at all
 */
export async function verifyBundle(root: string, options: VerifyBundleOptions = {}): Promise<VerifiedBundle> {
  return new BundleVerification(new BundleFolder(root), options).run();
}

class BundleVerification {
  private readonly findings: BundleFindings;
  private readonly undecided: string[] = [];
  private content: ContentChecks | undefined;
  /** Whether the text that says which log it is was there. */
  private isNamed = false;

  constructor(
    private readonly folder: BundleFolder,
    private readonly options: VerifyBundleOptions,
  ) {
    this.findings = new BundleFindings(options.limit ?? 1_000);
  }

  async run(): Promise<VerifiedBundle> {
    const { folder, findings } = this;
    const description = guarded(findings, () => this.describe());
    const total = Number(
      guarded(new BundleFindings(0), () => readLabel(folder))
        ?.get('Payload-Oxum')
        ?.split('.')[0],
    );
    const bag = checkBag(folder, findings, expectedFiles(description), (bytes) =>
      this.options.onProgress?.('bytes', bytes, Math.max(bytes, total || 0)),
    );
    const keys = guarded(findings, () => readKeys(folder, findings)) ?? [];
    const verifiers = this.options.verifiers ?? keys;
    const head = description && guarded(findings, () => this.openCheckpoint(description, verifiers));
    const checked = description && head && (await this.checkContent(description, head, verifiers));
    if (checked && !this.isNamed) this.tellExport('entry 0, which says what log it is of, is not opened');
    if (description && this.content && checked) new SideChecks(folder, description, findings).run(this.content, bag);
    const { manifest } = bag;
    const receipt = head && guarded(findings, () => checkReceipt(folder, findings, { manifest, head, verifiers }));
    const heads = head?.believed ? [head, ...(receipt ? [receipt.head] : [])] : [];
    this.compareKnown(heads, description, verifiers);
    const report = this.report(description, bag, keys, checked, receipt);
    return { folder, description, heads, verifiers, report };
  }

  private describe(): ExportDescription | undefined {
    const text = this.folder.text(FILES.export, MOST.export);
    const form = formOf(text);
    if (form !== undefined && form !== EXPORT_FORM) {
      this.undecided.push(
        `${FILES.export} is of the form ${form}, and this program reads ${EXPORT_FORM}: take a newer one`,
      );
      return undefined;
    }
    const parsed = parseExport(text);
    if ('value' in parsed) return parsed.value;
    this.findings.add({ kind: 'FORM', file: FILES.export, message: `${FILES.export}: ${parsed.wrong}` });
    return undefined;
  }

  private openCheckpoint(description: ExportDescription, verifiers: readonly Verifier[]) {
    const file = FILES.checkpoint;
    const { opened, wrong } = openNoteOf(this.folder.text(file, MOST.note), verifiers);
    if (wrong !== undefined) this.findings.add({ kind: 'SIGNATURE', file, message: `${file}: ${wrong}` });
    if (!opened) return undefined;
    const { origin, size, root } = opened.checkpoint;
    const said = { origin, size, root: root.toString('base64') };
    for (const member of ['origin', 'size', 'root'] as const)
      if (said[member] !== description[member]) this.tellExport(`its ${member} is not that of ${file}`);
    return { size, root, believed: opened.believed };
  }

  private async checkContent(
    said: ExportDescription,
    { size, root, believed }: TreeHead & { readonly believed: boolean },
    verifiers: readonly Verifier[],
  ): Promise<ScopeChecked | undefined> {
    const { folder, findings } = this;
    const description = { ...said, size };
    const content = (this.content = new ContentChecks(folder, description, findings));
    if (this.options.onLeaf) content.onLeaf = this.options.onLeaf;
    const texts = new PlacedLines(folder, FILES.texts, (line) => this.text(parseText(line), said), findings);
    const onEntry = (index: number) => {
      if (index % 256 === 255 || index === size - 1) this.options.onProgress?.('entries', index + 1, size);
    };
    const on: ScopeChecks = { folder, description, findings, content, texts, onEntry };
    try {
      if (description.scope.kind === 'CASE') return await new CaseChecks(on).run(root);
      // Without a checkpoint that is believed there is no tree to compare with.
      return believed ? await checkLog(on, verifiers, this.notesUpTo(size, verifiers)) : undefined;
    } catch (error) {
      if (!(error instanceof BundleFileError)) throw error;
      findings.add(error.finding);
      return undefined;
    }
  }

  /** What opens the log says which log it is. */
  private text(parsed: ReturnType<typeof parseText>, { log }: ExportDescription): ReturnType<typeof parseText> {
    if ('wrong' in parsed) return parsed;
    const { index, path, value } = parsed.value;
    if (index === 0 && path === '/data') {
      this.isNamed = true;
      if ((value as { logId?: unknown } | null)?.logId !== log)
        this.tellExport('its log is not the one that entry 0 opens');
    }
    this.options.onText?.(parsed.value);
    return parsed;
  }

  private tellExport(why: string): void {
    this.findings.add({ kind: 'STATEMENT', file: FILES.export, message: `${FILES.export}: ${why}` });
  }

  private notesUpTo(size: number, verifiers: readonly Verifier[]): string[] {
    return (this.options.known ?? []).filter((note) => {
      const { opened, wrong } = openNoteOf(note, verifiers);
      return wrong === undefined && opened!.checkpoint.size < size;
    });
  }

  private compareKnown(
    heads: readonly TreeHead[],
    description: ExportDescription | undefined,
    verifiers: readonly Verifier[],
  ): void {
    for (const note of this.options.known ?? []) {
      const { opened, wrong } = openNoteOf(note, verifiers);
      if (!opened || wrong !== undefined) {
        this.undecided.push(`a checkpoint that was given cannot be believed: ${wrong}`);
        continue;
      }
      const { size, root } = opened.checkpoint;
      const same = heads.find((head) => head.size === size);
      if (same && !same.root.equals(root)) {
        const message = `${FILES.checkpoint}: a checkpoint that was given, of ${size} entries too, is over another tree: the log was forked`;
        this.findings.add({ kind: 'CHECKPOINT', file: FILES.checkpoint, message });
      }
      const wasCompared = same || (description?.scope.kind === 'LOG' && heads[0] && size < heads[0].size);
      if (!wasCompared)
        this.undecided.push(
          `the checkpoint of ${size} entries that was given cannot be compared without the record: ask it for a consistency proof`,
        );
    }
  }

  private report(
    description: ExportDescription | undefined,
    { manifest, bytes, files }: BagChecked,
    keys: readonly Verifier[],
    checked: ScopeChecked | undefined,
    receipt: CheckedReceipt | undefined,
  ): BundleReport {
    const { folder, findings, undecided } = this;
    const label = guarded(new BundleFindings(0), () => readLabel(folder));
    return {
      holds: findings.total === 0 && undecided.length === 0,
      form: description?.form ?? null,
      exportId: label?.get('External-Identifier') ?? null,
      log: description?.log ?? null,
      origin: description?.origin ?? null,
      scope: description?.scope ?? null,
      size: description?.size ?? 0,
      root: description?.root ?? null,
      manifest: manifest ?? null,
      entries: this.content?.entries ?? 0,
      records: description?.records.length ?? 0,
      texts: checked?.opened ?? 0,
      personal: this.content?.disclosed ?? 0,
      checkpoints: checked?.checkpoints ?? 0,
      files,
      bytes,
      keys: keys.map(formatVerifierKey),
      keysGiven: this.options.verifiers !== undefined,
      receipt: receipt
        ? { index: receipt.index, event: receipt.event, recordedAt: receipt.recordedAt, size: receipt.head.size }
        : null,
      undecided,
      counts: findings.counts,
      findings: findings.kept,
    };
  }
}
