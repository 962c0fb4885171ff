import {
  formatTilePath,
  type LedgerReader,
  parseEntryBundle,
  parseTlogProof,
  type SigningKey,
  type TileRef,
} from '#ledger';

/** Milliseconds for one file. */
const DEADLINE = 30_000;
/** Bytes of one file at most: a bundle has 256 entries of 65,535 bytes and their lengths. */
const MOST_BYTES = 256 * 65_537;

/** A server does not answer as a ledger does. */
export class LedgerServerError extends Error {
  override readonly name = 'LedgerServerError';
}

/** A ledger over HTTP, as a server publishes it under `/log`. Nothing that it says is believed. */
export class HttpLedgerReader implements LedgerReader {
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

  private async get(path: string): Promise<Buffer> {
    const found = await this.find(path);
    if (!found) throw new LedgerServerError(`${this.url}/log/${path} is not there`);
    return found;
  }

  private async find(path: string): Promise<Buffer | undefined> {
    const where = `${this.url}/log/${path}`;
    const response = await fetch(where, {
      headers: this.token ? { authorization: `Bearer ${this.token}` } : {},
      signal: AbortSignal.timeout(DEADLINE),
    }).catch((error: Error) => {
      throw new LedgerServerError(`${where} cannot be read: ${((error.cause as Error | undefined) ?? error).message}`);
    });
    if (response.status === 404) return undefined;
    if (response.status !== 200) throw new LedgerServerError(`${where} answers ${response.status}`);
    return bounded(response, where);
  }
}

/** A server that is not believed may send without end. */
async function bounded({ body }: Response, where: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body ?? []) {
    bytes += piece.length;
    if (bytes > MOST_BYTES)
      throw new LedgerServerError(`${where} has more than the ${MOST_BYTES} bytes that it may have`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
