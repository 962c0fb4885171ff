import { Temporal } from 'temporal-polyfill';
import { BoundedMemo } from './bounded-memo.js';
import { DAY_MS, type EpochMs } from './calendar.js';

/** From `from` up to, not including, `to` the zone's wall clock is UTC + `offset` (milliseconds). */
interface OffsetSpan {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly offset: number;
}

/** Readings within a few decades need about two spans a year; made-up dates of all centuries must not pile up. */
const MAX_SPANS = 128;

/**
 * The wall clock of one zone. Temporal converts a reading in some 8 to 20 µs; this asks it once for each span between
 * two changes of the clock and answers the rest by subtraction, because every entry of a rebuild passes through here.
 */
export class ZoneClock {
  private spans: OffsetSpan[] = [];

  /** @param zone an IANA name, as `clockOf` has checked */
  constructor(readonly zone: string) {}

  /** Milliseconds that the wall clock is ahead of UTC at the instant. */
  offsetAt(instant: EpochMs): number {
    return this.spanAt(instant).offset;
  }

  /**
   * The instants at which the clock may have shown `wall` (a reading counted as if it were UTC): one, or the first and
   * the last where the clock was set back. A reading that was skipped is taken with the offset before the change,
   * hence later, as RFC 5545 and Temporal ("compatible") have it.
   */
  instantsOf(wall: number): { readonly first: EpochMs; readonly last: EpochMs } {
    const before = wall - this.offsetAt(wall - DAY_MS);
    const after = wall - this.offsetAt(wall + DAY_MS);
    if (before === after) return { first: before, last: before };
    const first = this.shows(before, wall) ? before : after;
    const last = this.shows(after, wall) ? after : before;
    return this.shows(first, wall) ? { first, last } : { first: before, last: before };
  }

  /**
   * The first instant of the day that begins at the reading `midnight`. Where the clock skipped midnight the day begins
   * with the change; where it skipped the whole day (Apia, 30 December 2011) that is the start of the next one.
   */
  startOfDay(midnight: number): EpochMs {
    const { first } = this.instantsOf(midnight);
    return this.shows(first, midnight) ? first : this.spanAt(first).from;
  }

  private shows(instant: EpochMs, wall: number): boolean {
    return instant + this.offsetAt(instant) === wall;
  }

  private spanAt(instant: EpochMs): OffsetSpan {
    for (const span of this.spans) if (instant >= span.from && instant < span.to) return span;
    const span = this.lookUp(instant);
    if (this.spans.length >= MAX_SPANS) this.spans = [];
    this.spans.push(span);
    return span;
  }

  private lookUp(instant: EpochMs): OffsetSpan {
    const moment = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(this.zone);
    // "Previous" is strictly before, so it is asked a millisecond later: the instant may be a change itself.
    const changed = moment.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
    const changes = moment.getTimeZoneTransition('next');
    return {
      from: changed?.epochMilliseconds ?? -Infinity,
      to: changes?.epochMilliseconds ?? Infinity,
      offset: moment.offsetNanoseconds / 1e6,
    };
  }
}

const clocks = new BoundedMemo<ZoneClock>(512);

/** The clock of an IANA zone, or undefined: an offset (`-06:00`) is no zone, and case counts, since names are stored. */
export function clockOf(zone: string): ZoneClock | undefined {
  return clocks.get(zone) ?? (zoneSpelling(zone) === zone ? clocks.set(zone, new ZoneClock(zone)) : undefined);
}

/** The name as IANA spells it, whatever its case; undefined where this is no IANA time zone. */
export function zoneSpelling(zone: string): string | undefined {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/.test(zone)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId;
  } catch {
    return undefined;
  }
}
