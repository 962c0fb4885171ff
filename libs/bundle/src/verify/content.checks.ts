import { commits } from '#ledger/verify';
import type { SealedCommitment } from '#domain';
import { FILES, type ExportDescription } from '../form/export.form.js';
import { parseLeaf, type Leaf } from '../form/leaf.form.js';
import { parsePersonal, type PersonalOpening } from '../form/lines.form.js';
import { BundleFindings } from './bundle.finding.js';
import { utf8, type BundleFolder } from './bundle.folder.js';
import { PlacedLines } from './opening.lines.js';

/** Kinds of events, with their versions; the product has about a hundred. */
const MOST_TYPES = 10_000;

/** What is looked at in each entry, whatever the scope. */
export class ContentChecks {
  private readonly personal: PlacedLines<PersonalOpening>;
  /** `<Type>.v<N>` of every entry. */
  readonly types = new Set<string>();
  /** Of the newest entry; empty before the first. */
  newest = '';
  entries = 0;
  /** Personal values that are as they were committed to. */
  disclosed = 0;
  /** Told each entry that is a leaf of ours. */
  onLeaf: (index: number, leaf: Leaf) => void = () => {};

  constructor(
    folder: BundleFolder,
    { personal }: ExportDescription,
    private readonly findings: BundleFindings,
  ) {
    const lines = personal === 'NONE' ? undefined : folder;
    this.personal = new PlacedLines(lines, FILES.personal, parsePersonal, findings);
  }

  /** @param file that holds the entry */
  entry(index: number, bytes: Buffer, file: string): Leaf | undefined {
    this.entries += 1;
    const text = utf8(bytes);
    const leaf = text === undefined ? undefined : parseLeaf(text);
    if (!leaf)
      this.findings.add({ kind: 'FORM', file, index, message: `${file}: entry ${index} is not a leaf of this form` });
    else {
      if (this.types.size < MOST_TYPES) this.types.add(`${leaf.type}.v${leaf.schema}`);
      if (leaf.recordedAt > this.newest) this.newest = leaf.recordedAt;
      if (index === 0 && leaf.type !== 'LogOpened')
        this.findings.add({ kind: 'FORM', file, index, message: `${file}: entry 0 is not the one that opens a log` });
    }
    this.personalOf(index, leaf);
    if (leaf) this.onLeaf(index, leaf);
    return leaf;
  }

  end(): void {
    this.personal.end();
  }

  private personalOf(index: number, leaf: Leaf | undefined): void {
    for (const opening of this.personal.at(index)) {
      const sealed = leaf?.sealed?.find(({ path }) => path === opening.path);
      const why = leaf && wrongIn(opening, leaf.id, sealed);
      if (!leaf) continue;
      if (why === undefined) this.disclosed += 1;
      else {
        const { file, number: line } = this.personal;
        const message = `${file}, line ${line}: entry ${index}, ${opening.path}: ${why}`;
        this.findings.add({ kind: 'PERSONAL', file, line, index, eventId: leaf.id, path: opening.path, message });
      }
    }
  }
}

function wrongIn(opening: PersonalOpening, event: string, sealed: SealedCommitment | undefined): string | undefined {
  if (opening.event !== event) return 'it is not of the event of that entry';
  if (!sealed) return 'the entry has no personal value there';
  if (opening.subject !== sealed.subject) return 'it is not of the person that the entry names';
  return commits(sealed, opening) ? undefined : 'the personal value is not the one that was committed to';
}
