import {
  entryHash,
  Findings,
  MAX_ENTRY_BYTES,
  OpeningChecks,
  ProofError,
  verifyInclusion,
  type Finding,
  type Hash,
} from '#ledger/verify';
import { FILES } from '../form/export.form.js';
import type { Leaf } from '../form/leaf.form.js';
import { parseEntryLine, type EntryLine } from '../form/lines.form.js';
import { PlacedLines } from './opening.lines.js';
import { ofLedger, type ScopeChecked, type ScopeChecks } from './scope.checks.js';

const FILE = FILES.entries;
const NO_TEXTS = { openings: () => none() };
async function* none(): AsyncGenerator<never> {}

/** Findings about texts go where all others go, at once. */
class TextFindings extends Findings {
  constructor(private readonly tell: (finding: Finding) => void) {
    super(0);
  }
  override add(finding: Finding): void {
    this.tell(finding);
  }
}

/** Chosen records: each entry with its proof, each stream whole. */
export class CaseChecks {
  private readonly texts: OpeningChecks;
  private readonly due: Map<string, { next: number; readonly entries: number }>;
  private lastOfLog = -1;

  constructor(private readonly on: ScopeChecks) {
    const texts = new TextFindings((finding) => on.findings.add(ofLedger(finding, FILES.texts)));
    this.texts = new OpeningChecks(NO_TEXTS, texts);
    this.due = new Map(on.description.records.map(({ id, entries }) => [id, { next: 0, entries }]));
  }

  /** @param root of the checkpoint's tree */
  async run(root: Hash): Promise<ScopeChecked> {
    const { folder, findings, content, texts } = this.on;
    const lines = new PlacedLines(folder, FILE, parseEntryLine, findings);
    for (const line of lines.all()) {
      const entry = Buffer.from(line.leaf, 'utf8');
      this.prove(line, entry, root, lines.number);
      const leaf = content.entry(line.index, entry, FILE);
      await this.texts.check([{ index: line.index, entry }], texts.at(line.index));
      if (leaf) this.revision(line.index, leaf);
      this.on.onEntry(line.index);
    }
    texts.end();
    content.end();
    this.texts.end();
    this.endRecords();
    return { opened: this.texts.opened, checkpoints: 1 };
  }

  private prove({ index, proof }: EntryLine, entry: Buffer, root: Hash, line: number): void {
    const { size } = this.on.description;
    const wrong = (why: string) =>
      this.on.findings.add({ kind: 'PROOF', file: FILE, line, index, message: `${FILE}, line ${line}: ${why}` });
    if (index >= size) return wrong(`entry ${index} is not in a tree of ${size}`);
    if (entry.length > MAX_ENTRY_BYTES) return wrong(`entry ${index} has ${entry.length} bytes, more than any has`);
    const hashes = proof.map((hash) => Buffer.from(hash, 'base64'));
    if (hashes.some((hash, n) => hash.length !== 32 || hash.toString('base64') !== proof[n]))
      return wrong(`the proof of entry ${index} does not consist of hashes: 32 bytes, base64`);
    try {
      verifyInclusion(index, size, entryHash(entry), root, hashes);
    } catch (error) {
      if (!(error instanceof ProofError)) throw error;
      wrong(`${error.message}: one of the two, or the entry, is not of this log`);
    }
  }

  private revision(index: number, { id, stream, revision }: Leaf): void {
    const gap = (why: string) => {
      const message = `${FILE}: entry ${index}: ${stream} has revision ${revision} ${why}`;
      this.on.findings.add({ kind: 'GAP', file: FILE, index, eventId: id, message });
    };
    if (stream === 'log') {
      if (revision <= this.lastOfLog) gap(`after ${this.lastOfLog}`);
      this.lastOfLog = revision;
      return;
    }
    const record = this.due.get(stream);
    if (!record) {
      const message = `${FILE}: entry ${index} is of ${stream}, and ${FILES.export} does not name that record`;
      this.on.findings.add({ kind: 'STATEMENT', file: FILES.export, index, eventId: id, message });
      return;
    }
    if (revision !== record.next) gap(`where ${record.next} is due: an entry was left out`);
    record.next = revision + 1;
  }

  private endRecords(): void {
    for (const [id, { next, entries }] of this.due) {
      if (next === entries) continue;
      const message = `${FILES.export}: ${id} has ${entries} entries, and what is held ends before revision ${next}`;
      this.on.findings.add({ kind: 'STATEMENT', file: FILES.export, message });
    }
  }
}
