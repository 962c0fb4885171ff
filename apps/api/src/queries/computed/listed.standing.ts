import type { EpochMs, StreamName } from '#domain';
import type { FacetSet } from '#read-model';
import { type MaybePromise, whenHere } from '../common/maybe-promise.js';
import type { Moment } from '../moment/moment.js';

const instant = (ms: EpochMs | undefined): Date | null => (ms === undefined ? null : new Date(ms));

/**
 * Computed values of an incident that are kept in its row: of a page of fifty, one look-up answers all. On the axis of
 * what was public there are no rows, and the values are computed from the incident's file.
 */
export class ListedStanding {
  constructor(
    private readonly moment: Moment,
    private readonly incident: StreamName,
  ) {}

  status(): MaybePromise<string> {
    return this.#read(
      (row) => tag(row, 'status') ?? 'NONE_KNOWN',
      (computed) => computed.investigationStatus.value,
    );
  }

  disputed(): MaybePromise<boolean> {
    return this.#read(
      (row) => tag(row, 'disputed') === 'true',
      (computed) => computed.disputed.value,
    );
  }

  staleFrom(): MaybePromise<Date | null> {
    return this.#read(
      ({ values }) => instant(values.staleFrom),
      ({ staleFrom }) => instant(staleFrom?.at),
    );
  }

  overdueFrom(): MaybePromise<Date | null> {
    return this.#read(
      ({ values }) => instant(values.overdueFrom),
      ({ overdueFrom }) => instant(overdueFrom?.at),
    );
  }

  lastMovementAt(): MaybePromise<Date | null> {
    return this.#read(
      ({ values }) => instant(values.moved),
      ({ lastMovementAt }) => instant(lastMovementAt?.at),
    );
  }

  /** Not in rows: the latest of the records about it is looked up. */
  async lastConfirmedAt(): Promise<Date | null> {
    return instant((await this.moment.accountability(this.incident)).lastConfirmedAt?.at);
  }

  #read<T>(
    fromRow: (row: FacetSet) => T,
    fromFile: (computed: Awaited<ReturnType<Moment['accountability']>>) => T,
  ): MaybePromise<T> {
    return whenHere(this.moment.row(this.incident), (row) =>
      row ? fromRow(row) : this.moment.accountability(this.incident).then(fromFile),
    );
  }
}

function tag({ tags }: FacetSet, facet: string): string | undefined {
  const prefix = `${facet}=`;
  return tags.find((one) => one.startsWith(prefix))?.slice(prefix.length);
}
