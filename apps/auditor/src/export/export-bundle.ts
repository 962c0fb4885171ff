import { BundleWriteError, BundleWriter, EXPORT_FORM, type FinishedBundle, VERIFIER_FILE, verifyBundle } from '#bundle';
import type { StreamName } from '#domain';
import { AnswerError, GraphQLServer } from '../server/graphql.server.js';
import { HttpLedgerReader } from '../verify/http-ledger.reader.js';
import { UsageError } from '../usage.error.js';
import { type Exported, sorted } from './bundle.parts.js';
import { ContentWriter } from './content.writer.js';
import { exportCase } from './export-case.js';
import { exportLog } from './export-log.js';
import { FixedTree } from './fixed.tree.js';
import { type Issued, issueExport } from './issue-export.js';
import { receiptOf } from './receipt.js';
import { RecordStates } from './states.js';
import { ToldHistory } from './told.history.js';

export interface ExportRequest {
  readonly url: string;
  readonly token?: string;
  /** Undefined: the whole log. */
  readonly incidents: readonly StreamName[] | undefined;
  /** Undefined: nothing is written, and nothing recorded. */
  readonly out: string | undefined;
  /** Size of a published checkpoint; default: the newest. */
  readonly at?: number;
  /** Whether values of sealed fields are in it, as far as the token may see them. */
  readonly personal: boolean;
  readonly recipient?: string;
}

export interface ExportReport extends Omit<Exported, 'logId' | 'records'> {
  readonly log: string;
  readonly exportId: string;
  readonly size: number;
  /** Base64. */
  readonly root: string;
  readonly incidents: readonly StreamName[] | null;
  readonly personal: 'NONE' | 'AS_DISCLOSED';
  readonly recipient: string | null;
  /** Null of a dry run. */
  readonly folder: string | null;
  readonly sha256: string | null;
  /** The entry that puts it on record, and whether it was there before. */
  readonly recorded: Issued | null;
  /** Whether the log's own word for it is in the bundle. */
  readonly receipt: boolean;
  /** What the finished bundle's own verification found: what was told while it was written did not fit together. */
  readonly findings: readonly string[];
}

const NOTHING = { write: () => undefined, append: () => undefined };

/**
 * Fixes the checkpoint, writes what is exported as of it, and puts the export on record; what cannot be recorded is
 * removed again.
 *
 * @throws UsageError, AnswerError, NotAsSealedError, BundleWriteError, SignatureError
 */
export async function exportBundle(
  request: ExportRequest,
  onProgress: (what: string, done: number, of: number) => void = () => {},
): Promise<ExportReport> {
  const server = new GraphQLServer(request.url, request.token);
  const fixed = await FixedTree.open(new HttpLedgerReader(request.url), request.at);
  await reach(server, fixed.size - 1);
  const writer = request.out === undefined ? undefined : createWriter(request.out);
  try {
    const content = new ContentWriter(writer ?? NOTHING);
    const exported = await fill(request, server, fixed, content, onProgress);
    const exportId = content.idOf(exported.logId, request.recipient);
    const finished = writer && (await finish(writer, request, { server, fixed, exported, exportId }));
    return reportOf(request, fixed, exported, exportId, finished);
  } catch (error) {
    writer?.abandon();
    throw error;
  }
}

function createWriter(out: string): BundleWriter {
  try {
    return BundleWriter.create(out);
  } catch (error) {
    throw error instanceof BundleWriteError ? new UsageError(`--out: ${error.message}`) : error;
  }
}

function fill(
  { url, incidents, personal }: ExportRequest,
  server: GraphQLServer,
  fixed: FixedTree,
  content: ContentWriter,
  onProgress: (what: string, done: number, of: number) => void,
): Promise<Exported> {
  const sources = {
    server,
    fixed,
    history: new ToldHistory(server, fixed, personal),
    states: new RecordStates(server, fixed.size - 1, personal),
    withPersonal: personal,
    onProgress,
  };
  return incidents
    ? exportCase(incidents, sources, content)
    : exportLog({ ...sources, openings: new HttpLedgerReader(url) }, content);
}

interface Finished extends FinishedBundle {
  readonly recorded: Issued;
  readonly findings: readonly string[];
  readonly receipt: boolean;
}

async function finish(
  writer: BundleWriter,
  request: ExportRequest,
  {
    server,
    fixed,
    exported,
    exportId,
  }: { server: GraphQLServer; fixed: FixedTree; exported: Exported; exportId: string },
): Promise<Finished> {
  const { incidents, personal, recipient } = request;
  let recorded: Issued | undefined;
  let receipt = false;
  const bundle = await writer.finish({
    agent: `On Record, ${EXPORT_FORM}`,
    date: exported.newest.slice(0, 10),
    identifier: exportId,
    verifier: VERIFIER_FILE,
    receipt: async (sha256) => {
      recorded = await issueExport(server, {
        exportId,
        format: EXPORT_FORM,
        upTo: fixed.size - 1,
        sha256,
        ...(incidents && { incidents: sorted(new Set(incidents)) }),
        ...(exported.records && { records: exported.records }),
        personal: personal ? 'AS_DISCLOSED' : 'NONE',
        ...(recipient !== undefined && { recipient }),
      });
      const made = await receiptOf(server, fixed, recorded.entry);
      receipt = made !== undefined;
      return made;
    },
  });
  const { report } = await verifyBundle(bundle.folder, { verifiers: fixed.verifiers });
  const findings = [...report.findings.map(({ kind, message }) => `${kind}: ${message}`), ...report.undecided];
  return { ...bundle, recorded: recorded!, receipt, findings };
}

function reportOf(
  { incidents, personal, recipient }: ExportRequest,
  { size, checkpoint }: FixedTree,
  { logId, newest, counts }: Exported,
  exportId: string,
  finished: Finished | undefined,
): ExportReport {
  return {
    log: logId,
    exportId,
    size,
    root: checkpoint.root.toString('base64'),
    newest,
    counts,
    incidents: incidents ? sorted(new Set(incidents)) : null,
    personal: personal ? 'AS_DISCLOSED' : 'NONE',
    recipient: recipient ?? null,
    folder: finished?.folder ?? null,
    sha256: finished?.sha256 ?? null,
    recorded: finished?.recorded ?? null,
    receipt: finished?.receipt ?? false,
    findings: finished?.findings ?? [],
  };
}

const REACHED = 'query ($index: SafeInt!) { record(asOf: { index: $index }) { index } }';
/** Milliseconds: a checkpoint is seldom ahead of what is served, and then by moments. */
const PATIENCE = 10_000;

/** Waits until the server tells of everything that the checkpoint covers. */
async function reach(server: GraphQLServer, index: number): Promise<void> {
  for (const until = Date.now() + PATIENCE; ;) {
    try {
      await server.ask(REACHED, { index });
      return;
    } catch (error) {
      if (!(error instanceof AnswerError) || Date.now() > until || !/index/.test(error.message)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
