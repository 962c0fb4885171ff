import { randomUUID } from 'node:crypto';
import type { CommandRequest } from '#commands';
import type { StreamName } from '#domain';
import type { Random } from '../../generate/random.js';
import { REGIONS } from '../../generate/geography.js';
import { headline, placeName, prose, sentence } from '../../generate/words.js';
import type { KnownRecords } from '../commands-durable/known.records.js';
import { KINDS } from './watcher.filters.js';

/** How many of its kind must have come since: a third of a second at the least, so that what is built on is recorded. */
const SETTLED = 60;

interface Entry {
  readonly record: StreamName;
  readonly entry: string;
}

/** A command that was sent; what it left, once that is known. */
interface Slot {
  done?: Entry;
}

/**
 * Commands that each change one incident. Of twenty twelve add a fact, four report an incident, two withdraw a fact, one
 * verifies and one retracts: filters see incidents enter, change and leave.
 */
export class ChangeMix {
  private made = 0;
  private readonly reports: Slot[] = [];
  private readonly facts: Slot[] = [];

  constructor(
    private readonly random: Random,
    private readonly known: KnownRecords,
    private readonly execute: (request: CommandRequest) => Promise<Entry>,
  ) {}

  /** Resolves when it is recorded, to the entry that it left. */
  async one(): Promise<string> {
    const place = this.made++ % 20;
    if (place % 5 === 0) return this.record(this.report(), this.reports);
    if (place === 3 || place === 13) return this.record(this.withdrawal() ?? this.fact());
    if (place === 8) return this.record(this.verification() ?? this.fact());
    if (place === 18) return this.record(this.retraction() ?? this.fact());
    return this.record(this.fact(), this.facts);
  }

  private async record(request: CommandRequest, into?: Slot[]): Promise<string> {
    const slot: Slot = {};
    into?.push(slot);
    slot.done = await this.execute(request);
    return slot.done.entry;
  }

  private envelope() {
    return {
      commandId: randomUUID(),
      occurred: { edtf: '2026-01-14', zone: 'America/Chicago' },
      sources: [{ source: this.random.pick(this.known.sources) }],
      // Prose may hold a word that is part of a sealed name.
      acknowledge: ['NAME_IN_TEXT'],
    };
  }

  private report(): CommandRequest {
    const { random, known } = this;
    const { code, zone, towns } = random.pick(REGIONS);
    return {
      ...this.envelope(),
      type: 'IncidentReported',
      data: {
        kinds: [{ code: random.skewed(KINDS) }],
        relevance: random.chance(0.95) ? 'INCIDENT' : 'CONTEXT',
        title: headline(random),
        narrative: prose(random, random.int(2, 9)),
        places: [
          {
            text: placeName(random),
            locality: random.skewed(towns),
            region: code,
            country: 'US',
            zone,
            precision: 'BLOCK',
          },
        ],
        agencies: [{ agency: random.pick(known.agencies), role: 'INVOLVED' }],
      },
    };
  }

  private fact(): CommandRequest {
    const { random, known } = this;
    const about = { ...this.envelope(), record: random.pick(known.incidents) };
    const sources = [{ ...about.sources[0]!, span: sentence(random) }];
    if (random.chance(0.5))
      return {
        ...about,
        sources,
        type: 'ForceReported',
        data: {
          type: { code: random.pick(['FIREARM', 'PHYSICAL', 'CHEMICAL_AGENT']) },
          manner: 'APPLIED',
          by: { agency: random.pick(known.agencies) },
          against: { described: 'those who stood nearby' },
        },
      };
    const severity = random.pick(['MINOR', 'SERIOUS', 'UNKNOWN']);
    return {
      ...about,
      sources,
      type: 'InjuryReported',
      data: { injured: { described: 'one of those held' }, severity, hospitalised: 'NO' },
    };
  }

  private withdrawal(): CommandRequest | undefined {
    const of = oldest(this.facts);
    return of && this.decision(of.record, 'EntryWithdrawn', { entry: of.entry });
  }

  private verification(): CommandRequest | undefined {
    // Not the oldest: that one is retracted next.
    const of = this.reports.length > SETTLED ? this.reports[1]!.done : undefined;
    return of && this.decision(of.record, 'IncidentVerified', { level: 'CORROBORATED', covers: [of.entry] });
  }

  private retraction(): CommandRequest | undefined {
    const of = oldest(this.reports);
    return of && this.decision(of.record, 'RecordRetracted', { because: 'OUT_OF_SCOPE' });
  }

  private decision(record: StreamName, type: string, data: CommandRequest['data']): CommandRequest {
    const { commandId, acknowledge } = this.envelope();
    return { commandId, acknowledge, record, type, data, reason: { text: 'The review of the day.' } };
  }
}

const oldest = (entries: Slot[]): Entry | undefined => (entries.length > SETTLED ? entries.shift()!.done : undefined);
