import type { Logger } from 'pino';
import { v5 } from 'uuid';
import { boundsOf, type Investigation, type StreamName } from '#domain';
import type { CommandExecutor, CommandRequest } from '#commands';
import type { ListedKind, ListPlace, ReadModel, RecordFilter } from '#read-model';
import { systemContext } from './issue-token.js';

/** Milliseconds between looks; what is due is due by the day, so a minute is soon enough. */
const EVERY = 60_000;
const PAGE = 100;

/**
 * Records that something went stale, or that a deadline passed. The command's id is derived from what passed, so it is
 * recorded once, however many nodes notice.
 */
export class DueRecorder {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly executor: CommandExecutor,
    private readonly readModel: ReadModel,
    private readonly options: {
      systemActor: StreamName;
      logId: string;
      staleDays: number;
      /** Not while this node's clock is off: it says what is due. */
      mayRecord?: () => boolean;
    },
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      if (this.options.mayRecord?.() === false) return;
      this.looking = this.look(Date.now()).catch((error: unknown) => {
        this.logger.error({ err: error }, 'what is due could not be recorded; it is tried again');
      });
    }, EVERY);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  /** Records all that is due at an instant (milliseconds since the epoch) and not on record as such. */
  async look(at: number): Promise<void> {
    for (const request of [...this.stale(at), ...this.overdue(at)]) {
      const result = await this.executor.execute(request, systemContext(this.options.systemActor, request.commandId));
      if (result.outcome === 'REFUSED')
        this.logger.warn({ record: request.record, code: result.refusal.code }, 'what is due was refused');
    }
  }

  private *stale(at: number): Generator<CommandRequest> {
    const snapshot = this.readModel.current();
    for (const ids of this.pages('incident', { stale: true, at })) {
      const facets = snapshot.facets(ids);
      for (const view of snapshot.records(ids)) {
        const from = view && facets.get(view.id)?.values.staleFrom;
        if (!view || from === undefined || Date.parse(view.wentStale?.at ?? '') >= from) continue;
        const since = new Date(from - this.options.staleDays * 86_400_000).toISOString();
        yield this.request('RecordWentStale', view.id, `stale/${since}`, {
          data: { since, thresholdDays: this.options.staleDays },
          reason: { text: `Nothing has moved or been confirmed for ${this.options.staleDays} days.` },
        });
      }
    }
  }

  private *overdue(at: number): Generator<CommandRequest> {
    const snapshot = this.readModel.current();
    for (const ids of this.pages('investigation', { overdue: true, at })) {
      for (const view of snapshot.records<Investigation>(ids)) {
        for (const { deadlineId, due, met } of view?.state.deadlines ?? []) {
          // One that was moved may pass again.
          const passed = view!.passedDeadlines.some(
            (one) => one.deadlineId === deadlineId && one.due.edtf === due.edtf && one.due.zone === due.zone,
          );
          if (met !== undefined || passed || (boundsOf(due).latest ?? Infinity) >= at) continue;
          yield this.request('DeadlinePassed', view!.id, `deadline/${deadlineId}/${due.edtf}/${due.zone}`, {
            data: { deadlineId, due },
            reason: { text: 'The date has passed, and nothing says that it was met.' },
          });
        }
      }
    }
  }

  private *pages<Kind extends ListedKind>(kind: Kind, filter: RecordFilter<Kind>): Generator<readonly StreamName[]> {
    const snapshot = this.readModel.current();
    let after: ListPlace | undefined;
    do {
      const page = snapshot.list(
        kind,
        filter,
        { by: 'RECORDED', direction: 'ASC' },
        { first: PAGE, ...(after ? { after } : {}) },
      );
      yield page.edges.map((edge) => edge.node);
      after = page.hasNextPage ? page.edges.at(-1)?.place : undefined;
    } while (after !== undefined);
  }

  private request(
    type: string,
    record: StreamName,
    what: string,
    rest: Pick<CommandRequest, 'data' | 'reason'>,
  ): CommandRequest {
    return { type, record, commandId: v5(`${record}/${what}`, this.options.logId), ...rest };
  }
}
