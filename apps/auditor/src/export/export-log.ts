import { checkpointFile, FILES, formatPersonal, type Leaf, parseLeaf, stateFile, tileFile } from '#bundle';
import type { StreamName } from '#domain';
import {
  formatOpening,
  formatTilePath,
  type LedgerReader,
  type OpeningSource,
  type TextOpening,
  TILE_WIDTH,
  verifyLedger,
} from '#ledger';
import { AnswerError } from '../server/graphql.server.js';
import { type Exported, OccurringTypes, writeHead } from './bundle.parts.js';
import type { ContentWriter } from './content.writer.js';
import type { CaseSources } from './export-case.js';
import { type FixedTree, NotAsSealedError } from './fixed.tree.js';

type LogSources = CaseSources & { readonly openings: OpeningSource };

/**
 * The whole log up to the checkpoint. What is written is what was verified: the verification reads every tile, entry,
 * checkpoint and text once, and each goes into the bundle as it is read. Memory does not depend on the log's length.
 */
export async function exportLog(sources: LogSources, content: ContentWriter): Promise<Exported> {
  const { fixed, openings, states, withPersonal, onProgress } = sources;
  const log = await logIdOf(openings);
  writeHead(content, fixed, {
    log,
    scope: { kind: 'LOG' },
    records: [],
    personal: withPersonal ? 'AS_DISCLOSED' : 'NONE',
  });
  content.append(FILES.texts, '');
  const kept = new KeptReader(fixed, openings, content);
  const { holds, findings } = await verifyLedger(kept, {
    openings: kept,
    verifiers: fixed.verifiers,
    patience: 0,
    limit: 10,
    onProgress: (done, of) => onProgress('entries', done, of),
  });
  if (!holds) throw new NotAsSealedError(findings.map(({ kind, message }) => `${kind}: ${message}`).join('; '));
  const personal = withPersonal ? await writePersonal(sources, content) : 0;
  const types = new OccurringTypes();
  let newest = '';
  let records = 0;
  const begun = recordsOf(fixed, (leaf) => {
    types.add(leaf);
    if (leaf.recordedAt > newest) newest = leaf.recordedAt;
  });
  for await (const [id, state] of states.of(begun)) {
    content.write(stateFile(id), state);
    onProgress('records', ++records, records);
  }
  types.write(content);
  return { logId: log, newest, counts: { records, entries: fixed.size, texts: kept.texts, personal } };
}

async function logIdOf(openings: OpeningSource): Promise<string> {
  for await (const { index, path, value } of openings.openings(0, 1)) {
    const { logId } = value as { readonly logId?: unknown };
    if (index === 0 && path === '/data' && typeof logId === 'string') return logId;
  }
  throw new AnswerError('The first entry of the log is not opened.');
}

/** Every record but actors and the log itself, as its first entry comes by. */
async function* recordsOf(fixed: FixedTree, onLeaf: (leaf: Leaf) => void): AsyncGenerator<StreamName> {
  for (let bundle = 0; bundle * TILE_WIDTH < fixed.size; bundle++)
    for (const [n, entry] of (await fixed.bundle(bundle)).entries()) {
      const leaf = parseLeaf(entry.toString('utf8'));
      if (!leaf) throw new NotAsSealedError(`FORM: entry ${bundle * TILE_WIDTH + n} is no entry of this record`);
      onLeaf(leaf);
      if (leaf.revision === 0 && leaf.stream !== 'log' && !leaf.stream.startsWith('actor-')) yield leaf.stream;
    }
}

async function writePersonal({ history }: LogSources, content: ContentWriter): Promise<number> {
  let written = 0;
  content.append(FILES.personal, '');
  for await (const { personal } of history.of(null)) {
    for (const opening of personal) content.append(FILES.personal, formatPersonal(opening));
    written += personal.length;
  }
  return written;
}

/** The ledger as it stands at one checkpoint; what is read of it goes into the bundle. */
class KeptReader implements LedgerReader, OpeningSource {
  texts = 0;

  constructor(
    private readonly fixed: FixedTree,
    private readonly source: OpeningSource,
    private readonly content: ContentWriter,
  ) {}

  checkpoint(): Promise<string> {
    return Promise.resolve(this.fixed.note);
  }

  async checkpointAt(size: number): Promise<string | undefined> {
    const note = size === this.fixed.size ? this.fixed.note : await this.fixed.reader.checkpointAt(size);
    if (note !== undefined) this.content.write(checkpointFile(size), note);
    return note;
  }

  async *checkpointSizes(after?: number): AsyncGenerator<number> {
    for await (const size of this.fixed.reader.checkpointSizes(after)) {
      if (size > this.fixed.size) return;
      yield size;
    }
  }

  async tile(ref: { readonly level: number; readonly index: number; readonly width: number }): Promise<Uint8Array> {
    const tile = await this.fixed.reader.tile(ref);
    const { level: kind, index, width } = ref;
    this.content.write(tileFile(formatTilePath({ kind, index, width })), tile);
    return tile;
  }

  async entryBundle(index: number, width: number): Promise<Buffer> {
    const bundle = await this.fixed.reader.entryBundle(index, width);
    this.content.write(tileFile(formatTilePath({ kind: 'entries', index, width })), bundle);
    return bundle;
  }

  indexOf(eventId: string): Promise<number | undefined> {
    return this.fixed.reader.indexOf(eventId);
  }

  keys() {
    return this.fixed.reader.keys();
  }

  async *openings(bundle: number, width: number): AsyncGenerator<TextOpening> {
    let ofEntry: TextOpening[] = [];
    for await (const opening of this.source.openings(bundle, width)) {
      if (ofEntry.length > 0 && ofEntry[0]!.index !== opening.index) ofEntry = this.write(ofEntry);
      ofEntry.push(opening);
      yield opening;
    }
    this.write(ofEntry);
  }

  private write(openings: TextOpening[]): TextOpening[] {
    openings.sort((a, b) => (a.path < b.path ? -1 : 1));
    for (const opening of openings) this.content.append(FILES.texts, formatOpening(opening));
    this.texts += openings.length;
    return [];
  }
}
