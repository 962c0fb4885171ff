import type { Occurred, StreamName } from '#domain';
import type { Agencies } from '../agencies.js';
import type { Content, Draft } from '../draft.js';
import { region, type Region } from '../geography.js';
import type { Random } from '../random.js';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** Nothing is recorded later: what a log holds from the future would hold back the clock of all that is appended to it. */
const END = Date.UTC(2026, 8, 30);

/** One incident with all that is done about it: what its chapters share, and what they have told so far. */
export class Story {
  readonly drafts: Draft[] = [];
  readonly incident: StreamName;
  readonly region: Region;
  /** Whose people took part. */
  readonly agency: StreamName;
  private cursor: number;
  private latestSource = '';

  /** @param began when it happened, milliseconds since the Unix epoch */
  constructor(
    readonly random: Random,
    readonly agencies: Agencies,
    readonly began: number,
  ) {
    this.incident = `incident-${random.uuid()}`;
    this.region = region(random);
    this.agency = random.chance(0.25)
      ? random.skewed(agencies.federal)
      : random.skewed(agencies.acting.get(this.region.code)!);
    this.cursor = began;
    this.pass(2 * DAY);
  }

  /** When the next event is recorded. */
  get now(): number {
    return this.cursor;
  }

  /** The source that was recorded last. */
  get source(): StreamName {
    return this.latestSource;
  }

  newStream(aggregate: 'person' | 'source' | 'investigation' | 'case' | 'statement'): StreamName {
    return `${aggregate}-${this.random.uuid()}`;
  }

  /** Time passes until the next event: in the mean this long, milliseconds. */
  pass(mean: number): this {
    const untilEnd = this.random.next() * (END - this.cursor);
    this.cursor += Math.min(this.random.exponential(mean), untilEnd);
    return this;
  }

  /** Minutes pass: whoever records one thing goes on with the next. */
  goOn(): this {
    return this.pass(HOUR / 10);
  }

  tell(stream: StreamName, content: (random: Random) => Content): string {
    const id = this.random.uuid();
    this.drafts.push({ at: this.cursor, id, stream, content });
    return id;
  }

  /** From here on facts rest on this source. */
  restOn(source: StreamName): void {
    this.latestSource = source;
  }

  /** An exact date in most cases; else only about, or by month. */
  occurred(at: number, after?: readonly string[]): Occurred {
    const date = new Date(at).toISOString();
    const kind = this.random.next();
    const edtf =
      kind < 0.2
        ? `${date.slice(0, 19)}Z`
        : kind < 0.94
          ? date.slice(0, 10)
          : kind < 0.97
            ? `${date.slice(0, 10)}~`
            : date.slice(0, 7);
    return { edtf, zone: this.region.zone, ...(after ? { after } : {}) };
  }

  /** What was decided at the present moment of the story. */
  decided(): Occurred {
    return { edtf: `${new Date(this.cursor).toISOString().slice(0, 19)}Z`, zone: 'UTC' };
  }
}
