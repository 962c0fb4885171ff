import { Inject, Injectable } from '@nestjs/common';
import { type EpochMs, type LogIndex, resolveInstant } from '#domain';
import { IndexOutOfRangeError, type ReadModel } from '#read-model';
import type { Config } from '../../config/index.js';
import { apiError } from '../../graphql/api-error.js';
import type { GraphQLContext } from '../../graphql/graphql-context.js';
import { answering, asApiError } from '../../graphql/query-error.js';
import { scopeKey } from '../../graphql/request-scope.js';
import type { ServedLedger } from '../../ledger/ledger.port.js';
import { CONFIG, LEDGER, PERSONAL_GATE, type PersonalGate, READ_MODEL, VAULT } from '../../ports.js';
import type { AsOfInput } from './as-of.input.js';
import { Moment } from './moment.js';
import { atIndex, atPublication } from './moment.source.js';
import { Reading, type ReadingVault } from './reading.js';

const READING = scopeKey<Reading>('what the operation reads with');
const PRESENT = scopeKey<Moment>('the present');

/** Gives each operation its moments: one present, and whichever of the past it asks for. */
@Injectable()
export class Moments {
  constructor(
    @Inject(READ_MODEL) private readonly model: ReadModel,
    @Inject(VAULT) private readonly vault: ReadingVault,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LEDGER) private readonly ledger: ServedLedger | null = null,
    /** Open by default, for what is made after something was recorded: by then the log was there. */
    @Inject(PERSONAL_GATE) private readonly gate: PersonalGate = { isOpen: () => true },
  ) {}

  present({ scope, viewer }: GraphQLContext): Moment {
    return scope.once(PRESENT, () => {
      const reading = this.reading({ scope, viewer });
      return new Moment(atIndex(reading.present), reading, () => reading.now);
    });
  }

  /** As the record stood at an index; of a past one, freshness is judged by when its entry was recorded. */
  at(index: LogIndex, context: Pick<GraphQLContext, 'scope' | 'viewer'>): Moment {
    const reading = this.reading(context);
    const snapshot = answering(() => this.model.at(index));
    return new Moment(atIndex(snapshot), reading, () => {
      const [last] = index < 0 ? [] : snapshot.log({ after: (index - 1) as LogIndex, limit: 1 });
      return last ? Date.parse(last.recordedAt) : reading.now;
    });
  }

  asOf(asked: AsOfInput, zone: string | null | undefined, context: GraphQLContext): Moment {
    const reading = this.reading(context);
    if (asked.index != null) return this.at(this.#onRecord(asked.index), context);
    if (asked.recordedBy != null) {
      const instant = this.#instant(asked.recordedBy, zone);
      const snapshot = answering(() => this.model.at(this.model.resolve(instant)));
      return new Moment(atIndex(snapshot, instant), reading, () => instant);
    }
    const instant = this.#instant(asked.publicBy ?? '', zone);
    return new Moment(atPublication(reading.present, reading.present.publicBy(instant)), reading, () => instant);
  }

  reading({ scope, viewer }: Pick<GraphQLContext, 'scope' | 'viewer'>): Reading {
    const { timeZone, staleDays } = this.config;
    const settings = { timeZone, staleDays };
    const mayOpen = () => this.gate.isOpen();
    return scope.once(READING, () => new Reading(this.model, this.vault, viewer, settings, this.ledger, mayOpen));
  }

  /** -1 stands for "before the first entry" in answers; as a question it is a slip, and would be answered by nothing. */
  #onRecord(index: number): LogIndex {
    if (index < 0) throw asApiError(new IndexOutOfRangeError(index, this.model.status().index));
    return index as LogIndex;
  }

  #instant(text: string, zone: string | null | undefined): EpochMs {
    const instant = resolveInstant(text, zone ?? this.config.timeZone);
    if (typeof instant !== 'number') throw apiError('INVALID_MOMENT', instant.message);
    return instant;
  }
}
