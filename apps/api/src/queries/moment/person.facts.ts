import { currentRegistration, type EventId, type Involvement, type Person } from '#domain';
import type { IndexedEntry } from '#read-model';
import type { SealedValue } from '../../reading/personal/personal.reader.js';
import type { SubjectErasure, SubjectFacts } from '../../reading/personal/subject.facts.js';

type Locate = (entry: EventId) => IndexedEntry | undefined;

/**
 * What policy has to know of a person: their record, and the parts that they had in incidents.
 * @param heldOffice whether they held their office at the times of what they are on record for; asked of officials only
 */
export function personFacts(
  person: Person,
  parts: readonly Involvement[],
  locate: Locate,
  heldOffice: () => boolean,
): SubjectFacts {
  const kind = currentRegistration(person)?.kind ?? 'PRIVATE';
  return {
    kind,
    // One account that calls them a minor is enough: to be wrong the other way cannot be taken back.
    minor: parts.some(({ minor }) => minor === 'YES') || person.restrictions.some(({ ground }) => ground === 'MINOR'),
    // An official to whom something was done is there as a person, not in office.
    actingInOffice: kind === 'PUBLIC_OFFICIAL' && !parts.some(({ role }) => role === 'SUBJECT') && heldOffice(),
    disclosures: person.disclosures,
    restrictions: person.restrictions.flatMap(({ fields, ground }) =>
      ground === 'MINOR' ? [] : [{ fields, reason: ground }],
    ),
    erasures: person.erasures.flatMap((erasure) => placed(erasure, locate)),
  };
}

function placed({ entry, fields, basis }: Person['erasures'][number], locate: Locate): SubjectErasure[] {
  const place = locate(entry);
  return place ? [{ fields, basis, entry, at: place.recordedAt, index: place.index }] : [];
}

/** The latest of what is said of a field; what excludes each other may stand side by side. */
export function latestDescribed(person: Person, field: string): SealedValue | undefined {
  const described = person.described.findLast((one) => one.field === field);
  return described && { subject: person.id, field, leaves: described.sealed };
}
