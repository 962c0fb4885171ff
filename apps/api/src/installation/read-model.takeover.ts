import { constants, createWriteStream } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Logger } from 'pino';
import { parseVerifierKey, ReadingThreads, requireSealedIndex } from '#ledger';
import { adoptModel, type AdoptedIndex, servingFile } from '#read-model';
import type { Config } from '../config/index.js';
import { safeText } from '../logging/safe-error.js';
import { PEER_READ_MODEL } from '../peer/peer.path.js';
import type { Ledger } from './ledger.js';
import type { Stores } from './stores.js';

/** Milliseconds in which another node must begin its answer, having copied its file first, and between two pieces of it. */
const ANSWER_WITHIN = 10 * 60_000;
const PIECE_WITHIN = 60_000;

/** How a thread opens the log anew. */
const LOG = new URL('../../../shared/src/log/log.adapter.js', import.meta.url).href;

/**
 * Where this node has no read model, takes over the one that the configuration names. It is a shorter way to the same
 * rows: whatever is wrong with it is told, and the read model is filled from the log. Its table of indices, on which every
 * citation rests, is compared with the log, and the log with what was signed.
 */
export async function takeReadModelOver(
  { files, store }: Pick<Stores, 'files' | 'store'>,
  { readModelFrom: from, peerToken, staleDays }: Pick<Config, 'readModelFrom' | 'peerToken' | 'staleDays'>,
  ledger: Pick<Ledger, 'sealed' | 'reader'> | undefined,
  logger: Logger,
): Promise<void> {
  if (from === undefined || servingFile(files.readModel) !== undefined) return;
  const arriving = join(files.readModel, 'arriving.db');
  try {
    await rm(arriving, { force: true });
    if (/^https?:/.test(from)) await download(from, peerToken, arriving);
    else await copyFile(from, arriving, constants.COPYFILE_FICLONE);
    let sealed = 0;
    const requireIndex = async (table: AdoptedIndex) => {
      const verifiers = ((await ledger?.reader.keys()) ?? []).map(({ vkey }) => parseVerifierKey(vkey));
      const ahead = new ReadingThreads({ url: LOG, options: files.place });
      sealed = await requireSealedIndex(table, { log: store, head: await ledger?.sealed(), verifiers, ahead });
    };
    const adoption = { folder: files.readModel, log: store, staleAfterDays: staleDays, requireIndex };
    const index = await adoptModel(arriving, adoption);
    logger.info({ from, index, sealed }, 'a read model was taken over; the log is followed from there');
  } catch (error) {
    await rm(arriving, { force: true });
    const problem = safeText(error instanceof Error ? error.message : String(error));
    logger.warn({ from, problem }, 'no read model was taken over; it is filled from the log');
  }
}

async function download(node: string, token: string | undefined, to: string): Promise<void> {
  const stalled = new AbortController();
  const stop = (what: string) => () => stalled.abort(new Error(`the other node ${what}`));
  let timer = setTimeout(stop('has not answered in time'), ANSWER_WITHIN);
  try {
    const answer = await fetch(new URL(PEER_READ_MODEL, node), {
      headers: token ? { authorization: `Bearer ${token}` } : {},
      signal: stalled.signal,
      redirect: 'error',
    });
    if (answer.status !== 200 || !answer.body) throw new Error(await refusal(answer));
    const pieces = new Transform({
      transform(piece, _encoding, done) {
        clearTimeout(timer);
        timer = setTimeout(stop('has stopped sending'), PIECE_WITHIN);
        done(null, piece);
      },
    });
    const body = Readable.fromWeb(answer.body as ReadableStream);
    await pipeline(body, pieces, createWriteStream(to, { mode: 0o600, flags: 'wx' }), { signal: stalled.signal });
  } catch (error) {
    throw stalled.signal.aborted ? stalled.signal.reason : causeOf(error);
  } finally {
    clearTimeout(timer);
  }
}

async function refusal(answer: Response): Promise<string> {
  const { message } = (await answer.json().catch(() => ({}))) as { message?: unknown };
  return `the other node answers ${answer.status}: ${typeof message === 'string' ? message.slice(0, 300) : 'no reason given'}`;
}

/** `fetch failed` says nothing; what it was caused by does. */
const causeOf = (error: unknown): unknown =>
  error instanceof Error && error.cause instanceof Error && error.message === 'fetch failed' ? error.cause : error;
