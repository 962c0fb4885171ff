import { makeReadersModel, SqliteReadModel } from '#read-model';
import type { Config } from '../../../api/src/config/index.js';
import type { OfflineParts } from '../../../api/src/offline/offline.module.js';
import type { OpenedStore } from '../../../shared/src/log/log.adapter.js';
import type { LogPlace } from '../../../shared/src/log/log.place.js';
import { AnswerError, type AnsweringRecord, dataOf } from '../server/graphql.server.js';
import { temporaryFolder } from '../temporary.folder.js';
import type { Progress } from './record.source.js';

/** Milliseconds in which a read model that was made a moment ago has to come to the end of its log. */
const CAUGHT_UP_WITHIN = 600_000;
const EVERY = 20;

export interface OfflineSource extends Omit<OfflineParts, 'readModel'> {
  /** What answers, for people. */
  readonly where: string;
  readonly config: Config;
  /** This thread's own, and where the projector's finds it. */
  readonly log: OpenedStore;
  readonly place: LogPlace;
  /** A read model of this log that may be copied. */
  readonly serving?: string | undefined;
  /** Entries of the log, where that is known. */
  readonly entries?: number | undefined;
  readonly token?: string | undefined;
}

/** Answers from files, until it is closed. */
export interface OfflineRecord extends AnsweringRecord {
  close(): Promise<void>;
}

/** Makes a read model in a temporary folder, and answers from it. What was given stays open. @throws AnswerError */
export async function openOffline(source: OfflineSource, onProgress: Progress): Promise<OfflineRecord> {
  const { where, config, log, place, serving, entries = 0, token, ...parts } = source;
  const { staleDays } = config;
  const temporary = temporaryFolder('asks');
  const folder = temporary.path;
  let model: SqliteReadModel | undefined;
  const close = async () => {
    await model?.close();
    temporary.remove();
  };
  try {
    await makeReadersModel({
      folder,
      log,
      serving,
      staleAfterDays: staleDays,
      onProgress: (done) => onProgress('projected', done, Math.max(done, entries)),
    }).catch((error: Error) => {
      // A stranger's log may hold anything, or what only a newer program understands.
      throw new AnswerError(`${where}: no read model can be made of its log: ${error.message}`);
    });
    const adapter = new URL('../../../shared/src/log/log.adapter.js', import.meta.url);
    model = SqliteReadModel.open({
      folder,
      log,
      store: { url: adapter.href, options: place },
      staleAfterDays: staleDays,
    });
    await caughtUp(model, log, where);
    // The whole server, which takes seconds to load: what is refused before is refused at once.
    const { answerOffline } = await import('../../../api/src/offline/answer-offline.js');
    const answers = await answerOffline(config, { readModel: model, ...parts });
    return {
      async ask<Data>(query: string, variables: object): Promise<Data> {
        const { status, body } = await answers.post({ query, variables }, token);
        return dataOf<Data>(where, status, body);
      },
      async close() {
        await answers.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function caughtUp(model: SqliteReadModel, log: OpenedStore, where: string): Promise<void> {
  const head = await log.head();
  for (const until = Date.now() + CAUGHT_UP_WITHIN; Date.now() < until;) {
    const { position, state, problem } = model.status();
    if (head === undefined || (position !== undefined && position >= head)) return;
    if (state === 'PAUSED') throw new AnswerError(`${where}: its log cannot be read to the end: ${problem}`);
    await new Promise((resolve) => setTimeout(resolve, EVERY));
  }
  throw new AnswerError(`${where}: its log could not be read to the end in time`);
}
