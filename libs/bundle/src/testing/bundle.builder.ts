import { leafOf } from '#catalogue/form';
import {
  consistencyProof,
  eventProof,
  FileLedgerReader,
  formatOpening,
  formatTilePath,
  formatTlogProof,
  openingsOf,
  parseCheckpoint,
  parseNote,
  TiledTree,
  tilePathOf,
  tilesOf,
  type Signer,
} from '#ledger';
import * as bundle from '#bundle';
import type { StoredEvent } from '#domain';
import { MemoryLog } from '../../../ledger/src/sealer/testing/memory.log.js';
import {
  ORIGIN,
  parts,
  sealAll,
  SIGNER,
  type SealingParts,
} from '../../../ledger/src/sealer/testing/sealing.harness.js';
import { INCIDENT, LOG_ID, PERSON, uuidOf, type TestLog } from './test.log.js';

export { ORIGIN, SIGNER };

/** A log and its ledger, from which bundles are exported as the product does, in few lines. */
export class SealedLog {
  readonly on: SealingParts;
  readonly reader: FileLedgerReader;

  private constructor(readonly log: TestLog) {
    this.on = parts({ log: new MemoryLog(log.events) });
    this.reader = new FileLedgerReader(this.on.disk, this.on.head);
  }

  static async of(log: TestLog, signers: readonly Signer[] = [SIGNER]): Promise<SealedLog> {
    const sealed = new SealedLog(log);
    await sealed.seal(signers);
    return sealed;
  }

  seal(signers: readonly Signer[] = [SIGNER]): Promise<void> {
    return sealAll(this.on, { batch: 130, signers });
  }

  async export(folder: string, scope: 'LOG' | 'CASE', { receipt = false, personal = true } = {}) {
    const note = (await this.reader.checkpoint())!;
    const { size, root } = parseCheckpoint(parseNote(note).text);
    const events = this.log.events.slice(0, size);
    const held = events.flatMap((event, index) => (scope === 'LOG' || isOfCase(event) ? [{ index, event }] : []));
    const writer = bundle.BundleWriter.create(folder);
    const counts = new Map<string, number>();
    for (const { event } of held) counts.set(event.stream, (counts.get(event.stream) ?? 0) + 1);
    const records = [...counts].filter(([id]) => id !== 'log').sort(([a], [b]) => (a < b ? -1 : 1));
    writer.write(
      bundle.FILES.export,
      bundle.formatExport({
        form: bundle.EXPORT_FORM,
        log: LOG_ID,
        origin: ORIGIN,
        scope: scope === 'LOG' ? { kind: 'LOG' } : { kind: 'CASE', incidents: [INCIDENT] },
        size,
        root: root.toString('base64'),
        records: scope === 'LOG' ? [] : records.map(([id, entries]) => ({ id, entries })),
        personal: personal ? 'AS_DISCLOSED' : 'NONE',
      }),
    );
    writer.write(bundle.FILES.checkpoint, note);
    writer.write(bundle.FILES.keys, (await this.reader.keys()).map(({ vkey }) => `${vkey}\n`).join(''));
    const tree = new TiledTree(this.reader, size);
    writer.append(bundle.FILES.texts, '');
    for (const { index, event } of held) {
      const proof = scope === 'CASE' ? await tree.inclusionProof(index) : [];
      const line = { index, leaf: leafOf(event), proof: proof.map((hash) => hash.toString('base64')) };
      if (scope === 'CASE') writer.append(bundle.FILES.entries, bundle.formatEntryLine(line));
      for (const opening of openingsOf(index, event)) writer.append(bundle.FILES.texts, formatOpening(opening));
      for (const opening of this.log.personal)
        if (personal && opening.index === index) writer.append(bundle.FILES.personal, bundle.formatPersonal(opening));
    }
    if (scope === 'LOG') await this.writeTiles(writer, size);
    for (const [id] of records) writer.write(bundle.stateFile(id), `${JSON.stringify({ id, shown: true })}\n`);
    for (const type of new Set(held.map(({ event }) => event.type)))
      writer.write(bundle.schemaFile(type, 1), `${JSON.stringify({ title: type })}\n`);
    const identifier = uuidOf(`export ${scope} ${size}`);
    return writer.finish({
      agent: 'on-record test',
      date: events.at(-1)!.recordedAt.slice(0, 10),
      identifier,
      verifier: bundle.VERIFIER_FILE,
      ...(receipt ? { receipt: (sha256: string) => this.receipt(identifier, size, sha256) } : {}),
    });
  }

  private async writeTiles(writer: bundle.BundleWriter, size: number): Promise<void> {
    for (const tile of tilesOf(size)) {
      writer.write(bundle.tileFile(tilePathOf(tile)), await this.reader.tile(tile));
      const { level, index, width } = tile;
      if (level > 0) continue;
      const path = formatTilePath({ kind: 'entries', index, width });
      writer.write(bundle.tileFile(path), await this.reader.entryBundle(index, width));
    }
    for await (const at of this.reader.checkpointSizes())
      if (at <= size) writer.write(bundle.checkpointFile(at), (await this.reader.checkpointAt(at))!);
  }

  private async receipt(exportId: string, size: number, sha256: string): Promise<bundle.Receipt> {
    const data = { exportId, format: bundle.EXPORT_FORM, upTo: size - 1, sha256 };
    const event = this.log.add('log', 'ExportIssued', { data, texts: ['/data'] });
    await this.seal();
    const proof = (await eventProof(this.reader, event.id))!;
    const later = parseCheckpoint(parseNote(proof.checkpoint).text).size;
    const { hashes } = await consistencyProof(this.reader, size, later);
    return {
      leaf: leafOf(event),
      salt: event.texts!['/data']!.salt,
      data,
      proof: formatTlogProof(proof),
      consistency: hashes.map((hash) => hash.toString('base64')),
    };
  }
}

const LOGS_OWN = ['LogOpened', 'TextWithheld', 'SigningKeyRotated'];
const isOfCase = ({ stream, type }: StoredEvent) =>
  [INCIDENT, PERSON].includes(stream) || (stream === 'log' && LOGS_OWN.includes(type));
