import { parseCheckpoint } from '../notes/checkpoint.js';
import { parseNote } from '../notes/note.js';
import type { LedgerReader } from '../reader/ledger-reader.port.js';
import type { StampedCheckpoint, TimeStampFolder } from './time-stamp.folder.js';

export interface TimeStamperOptions {
  /** Of the authority. */
  readonly url: string;
  readonly reader: Pick<LedgerReader, 'checkpoint' | 'checkpointAt'>;
  readonly folder: TimeStampFolder;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** Milliseconds for an answer. */
const DEADLINE = 15_000;
/** Bytes of an answer, with its certificates. */
const MOST_BYTES = 64 * 1024;

/** Has one checkpoint a day stamped with the time by somebody else (RFC 3161): the first one after midnight, UTC. */
export class TimeStamper {
  constructor(private readonly options: TimeStamperOptions) {}

  /**
   * @returns what was stamped, if anything was due
   * @throws TimeStampError, or what the network throws; the next look tries again
   */
  async look(): Promise<StampedCheckpoint | undefined> {
    const { url, reader, folder, now = Date.now } = this.options;
    const last = folder.list().at(-1);
    if (last && dayOf(last.at.getTime()) >= dayOf(now())) return undefined;
    const newest = await reader.checkpoint();
    const size = newest === undefined ? 0 : parseCheckpoint(parseNote(newest).text).size;
    // As everyone can fetch it later: without the cosignatures, which differ by when it is asked for.
    const checkpoint = size === 0 || size === last?.size ? undefined : await reader.checkpointAt(size);
    if (checkpoint === undefined) return undefined;
    // A quarter of a megabyte of ASN.1 that most installations never need.
    const { readTimeStamp, timeStampQuery, TimeStampError } = await import('./time-stamp.js');
    const query = timeStampQuery(Buffer.from(checkpoint, 'utf8'));
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: new Uint8Array(query.der),
      signal: AbortSignal.timeout(DEADLINE),
    });
    const reply = await bounded(response);
    if (!response.ok || !reply) throw new TimeStampError(`it answers ${response.status}${reply ? '' : ' without end'}`);
    const stamped = { size, at: readTimeStamp(reply, query) };
    folder.keep(stamped, reply);
    return stamped;
  }
}

const dayOf = (milliseconds: number): number => Math.floor(milliseconds / 86_400_000);

async function bounded({ body }: Response): Promise<Buffer | undefined> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body ?? []) {
    bytes += piece.length;
    if (bytes > MOST_BYTES) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
