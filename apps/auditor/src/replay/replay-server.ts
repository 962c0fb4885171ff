import { NoEventError } from '#bundle';
import type { StreamName } from '#domain';
import { type OpeningSource, type TextOpening, TILE_WIDTH, TiledTree } from '#ledger';
import { loadConfig } from '../../../api/src/config/index.js';
import { DoesNotHoldError } from '../does-not-hold.error.js';
import { FixedTree, NotAsSealedError } from '../export/fixed.tree.js';
import type { AskedMoment } from '../past/moment.option.js';
import { AnswerError, GraphQLServer } from '../server/graphql.server.js';
import { NOTHING_HELD } from '../source/held.openings.js';
import { openOffline } from '../source/offline.source.js';
import type { Progress } from '../source/record.source.js';
import { writeSealedLog } from '../source/sealed.log.js';
import { temporaryFolder } from '../temporary.folder.js';
import { HttpLedgerReader } from '../verify/http-ledger.reader.js';
import { compareStates, type StatesReport } from './replay-states.js';
import { toldStates } from './told.states.js';

export interface ServerReplay {
  readonly url: string;
  /** Until when; by default up to the newest checkpoint. */
  readonly until?: AskedMoment | undefined;
  readonly zone: string;
  readonly staleDays: number;
}

/**
 * Makes a read model from what a server publishes under /log, and compares what it tells of every record with what the
 * server answers, at one index: both as the public sees it.
 *
 * @throws DoesNotHoldError where entries and texts make no event, or other tiles than the checkpoint is over; AnswerError
 */
export async function replayServer(
  { url, until, zone, staleDays }: ServerReplay,
  onProgress: Progress,
): Promise<StatesReport> {
  const server = new GraphQLServer(url);
  const reader = new HttpLedgerReader(url);
  const temporary = temporaryFolder('replay');
  const folder = temporary.path;
  const opened: { close(): unknown }[] = [{ close: () => temporary.remove() }];
  try {
    const fixed = await FixedTree.open(reader);
    const index = await indexOf(server, fixed.size, until, zone);
    const root = await new TiledTree(reader, index + 1).root();
    const { log, place, records } = await writeSealedLog(
      sealedEntries(fixed, reader),
      { folder, size: fixed.size },
      onProgress,
    );
    opened.push(log);
    const environment = { ONRECORD_STALE_DAYS: String(staleDays), ONRECORD_PUBLIC_READ: 'true' };
    const made = await openOffline(
      {
        where: `what ${url}/log makes`,
        config: loadConfig({ ...process.env, ...environment, DATA_DIR: folder }),
        log,
        place,
        entries: fixed.size,
        vault: NOTHING_HELD,
        ledger: null,
        authenticator: { authenticate: async () => undefined },
      },
      onProgress,
    );
    opened.push(made);
    return await compareStates({
      of: url,
      made,
      records: records.filter(({ first }) => first <= index).map(({ id }) => id),
      index,
      root: root.toString('base64'),
      told: (chunk: readonly StreamName[]) => toldStates(server, index, chunk),
      compared: { judged: true },
      onProgress: (done, of) => onProgress('compared', done, of),
    });
  } catch (error) {
    if (error instanceof NoEventError || error instanceof NotAsSealedError)
      throw new DoesNotHoldError(
        `${url} does not hold, and was not replayed: ${error.message}. verify --server tells all of it.`,
      );
    throw error;
  } finally {
    for (const part of opened.toReversed()) await part.close();
  }
}

const MOMENT = 'query ($asOf: AsOfInput!, $zone: String) { record(asOf: $asOf, zone: $zone) { index } }';
interface Moment {
  readonly record: { readonly index: number };
}

async function indexOf(
  server: GraphQLServer,
  size: number,
  until: AskedMoment | undefined,
  zone: string,
): Promise<number> {
  if (until === undefined) return size - 1;
  const { record } = await server.ask<Moment>(MOMENT, { asOf: until, zone });
  if (record.index < 0) throw new AnswerError(`${server.url} had nothing on record by then`);
  if (record.index < size) return record.index;
  throw new AnswerError(`${server.url} has sealed ${size} entries: index ${record.index} cannot be replayed yet`);
}

async function* sealedEntries(fixed: FixedTree, openings: OpeningSource) {
  for (let bundle = 0; bundle * TILE_WIDTH < fixed.size; bundle++) {
    const first = bundle * TILE_WIDTH;
    const entries = await fixed.bundle(bundle);
    const opened = new Map<number, TextOpening[]>();
    for await (const opening of openings.openings(bundle, entries.length)) {
      const of = opened.get(opening.index) ?? [];
      opened.set(opening.index, [...of, opening]);
    }
    for (const [n, entry] of entries.entries())
      yield { index: first + n, leaf: entry.toString('utf8'), texts: opened.get(first + n) ?? [] };
  }
}
