import { boundsOf, matchesRange, type Bounds, type EpochMs } from '../time/index.js';
import type { Person, Registration } from './person.state.js';

/**
 * Whether a person held their office at all of these times; where none of them is dated, whether they hold it at `now`.
 * An inexact time counts where it may have been within a term. One time that was certainly outside of every term is
 * enough to say no: what is told of a person is told of all that they are on record for, and to be wrong that way can
 * be put right by a decision, which the other way cannot be taken back.
 */
export function heldOffice(person: Person, times: readonly Bounds[], now: EpochMs): boolean {
  const terms = termsOf(person);
  const dated = times.filter(({ earliest, latest }) => earliest !== undefined || latest !== undefined);
  const asked = dated.length > 0 ? dated : [{ earliest: now, latest: now }];
  return asked.every((time) =>
    terms.some(({ earliest, latest }) =>
      matchesRange(
        time,
        { ...(earliest === undefined ? {} : { from: earliest }), ...(latest === undefined ? {} : { to: latest }) },
        'POSSIBLE',
      ),
    ),
  );
}

/** Of each office the term as it was registered last; without one, an office is held for as long as it is registered. */
function termsOf({ registrations }: Person): Bounds[] {
  const byOffice = new Map<string, Registration>();
  for (const registration of registrations)
    if (registration.kind === 'PUBLIC_OFFICIAL')
      byOffice.set(`${registration.office ?? ''} ${registration.agency ?? ''}`, registration);
  return [...byOffice.values()].map(({ term }) => (term ? boundsOf(term) : {}));
}
