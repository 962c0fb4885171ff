import {
  formatTilePath,
  type LedgerReader,
  type OpeningSource,
  parseEntryBundle,
  parseOpening,
  parseTlogProof,
  type SigningKey,
  type TextOpening,
  type TileRef,
} from '#ledger';
import { fetchAgain } from '../server/fetch-again.js';

/** Milliseconds for one file. */
const DEADLINE = 30_000;
/** Bytes of one file at most: a bundle has 256 entries of 65,535 bytes and their lengths. */
const MOST_BYTES = 256 * 65_537;
/** Bytes of one text with its salt; the longest that the product takes has some tens of thousands. */
const MOST_LINE = 2 ** 20;
/** Bytes of the texts of one bundle: 256 events, each as long as the body of a request. They are read one by one. */
const MOST_OPENINGS = 256 * MOST_LINE;
/** Bytes of the reason that comes with a refusal. */
const MOST_REASON = 16_384;

/** A server does not answer as a ledger does. */
export class LedgerServerError extends Error {
  override readonly name = 'LedgerServerError';
}

/** A ledger over HTTP, as a server publishes it under `/log`. Nothing that it says is believed. */
export class HttpLedgerReader implements LedgerReader, OpeningSource {
  /** @param url of the server, without `/log` */
  constructor(
    private readonly url: string,
    private readonly token?: string,
  ) {}

  async checkpoint(): Promise<string | undefined> {
    return (await this.find('checkpoint'))?.toString('utf8');
  }

  async checkpointAt(size: number): Promise<string | undefined> {
    return (await this.find(`checkpoints/${size}`))?.toString('utf8');
  }

  async *checkpointSizes(from = 0): AsyncGenerator<number> {
    for (let after = from; ;) {
      const sizes = (await this.get(`checkpoints?after=${after}`))
        .toString('utf8')
        .split('\n')
        .filter(Boolean)
        .map(Number);
      for (const size of sizes) {
        if (!(size > after)) throw new LedgerServerError(`${this.url}/log/checkpoints does not list rising sizes`);
        after = size;
        yield size;
      }
      if (sizes.length === 0) return;
    }
  }

  tile({ level, index, width }: TileRef): Promise<Buffer> {
    return this.get(formatTilePath({ kind: level, index, width }));
  }

  async entryBundle(index: number, width: number): Promise<Buffer> {
    const bundle = await this.get(formatTilePath({ kind: 'entries', index, width }));
    parseEntryBundle(bundle, width);
    return bundle;
  }

  async indexOf(eventId: string): Promise<number | undefined> {
    const proof = await this.find(`proof/event/${eventId}`);
    return proof && parseTlogProof(proof.toString('utf8')).index;
  }

  async keys(): Promise<readonly SigningKey[]> {
    const keys = (await this.find('vkey'))?.toString('utf8') ?? '';
    // A server does not say which sizes a key has signed.
    return keys
      .split('\n')
      .filter(Boolean)
      .map((vkey) => ({ vkey, firstSize: 0, lastSize: 0 }));
  }

  async *openings(index: number, width: number): AsyncGenerator<TextOpening> {
    const path = formatTilePath({ kind: 'entries', index, width }).replace('tile/entries/', 'openings/');
    const response = await this.request(path);
    if (!response) throw this.missing(path);
    for await (const line of linesOf(response, `${this.url}/log/${path}`)) yield parseOpening(line);
  }

  private async get(path: string): Promise<Buffer> {
    const found = await this.find(path);
    if (!found) throw this.missing(path);
    return found;
  }

  private missing(path: string): LedgerServerError {
    const server = /^(.+)\/log$/.exec(this.url)?.[1];
    const hint = server === undefined ? '' : `; name the server itself: --server ${server}`;
    return new LedgerServerError(`${this.url}/log/${path} is not there${hint}`);
  }

  private async find(path: string): Promise<Buffer | undefined> {
    const response = await this.request(path);
    if (!response) return undefined;
    const pieces: Uint8Array[] = [];
    for await (const piece of bounded(response, `${this.url}/log/${path}`, MOST_BYTES)) pieces.push(piece);
    return Buffer.concat(pieces);
  }

  private async request(path: string): Promise<Response | undefined> {
    const where = `${this.url}/log/${path}`;
    const response = await fetchAgain(where, {
      headers: this.token ? { authorization: `Bearer ${this.token}` } : {},
      signal: AbortSignal.timeout(DEADLINE),
    }).catch((error: Error) => {
      throw unreadable(where, error);
    });
    if (response.status === 200) return response;
    if (response.status === 404) {
      await response.body?.cancel();
      return undefined;
    }
    throw new LedgerServerError(`${where} answers ${response.status}${await reasonOf(response, where)}`);
  }
}

/** What a server of ours gives as the reason; nothing of one that gives none. */
async function reasonOf(response: Response, where: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of bounded(response, where, MOST_REASON)) pieces.push(piece);
    const { message } = JSON.parse(Buffer.concat(pieces).toString('utf8')) as { readonly message?: unknown };
    return typeof message === 'string' ? `: ${JSON.stringify(message.slice(0, 300))}` : '';
  } catch {
    return '';
  }
}

const unreadable = (where: string, error: Error) =>
  new LedgerServerError(`${where} cannot be read: ${((error.cause as Error | undefined) ?? error).message}`);

/** A server that is not believed may send without end. */
async function* bounded({ body }: Response, where: string, most: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const piece of body ?? []) {
      bytes += piece.length;
      if (bytes > most) throw new LedgerServerError(`${where} has more than the ${most} bytes that it may have`);
      yield piece;
    }
  } catch (error) {
    throw error instanceof LedgerServerError ? error : unreadable(where, error as Error);
  }
}

/** Lines without their newline, in memory one at a time. */
async function* linesOf(response: Response, where: string): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of bounded(response, where, MOST_OPENINGS)) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop()!;
    if (rest.length > MOST_LINE) throw new LedgerServerError(`${where} has a line of more than ${MOST_LINE} bytes`);
    yield* lines;
  }
  if (rest !== '') throw new LedgerServerError(`${where} breaks off within a line`);
}
