import { randomUUID } from 'node:crypto';
import type { CommandRequest } from '#commands';
import type { Random } from '../../generate/random.js';
import { headline, nameOfNobody, placeName, prose, sentence } from '../../generate/words.js';
import type { KnownRecords } from './known.records.js';

/**
 * Of ten commands seven add a fact to a record, two begin a record and one seals two fields of a person. Nine in ten are
 * about records that began lately, as in a newsroom; the tenth takes up any record, however old.
 */
export function commandMix(random: Random, known: KnownRecords, count: number): CommandRequest[] {
  return Array.from({ length: count }, (_, n) => {
    const place = n % 10;
    if (place === 3) return describePerson(random, known);
    return place === 0 || place === 5 ? reportIncident(random, known) : addFact(random, known);
  });
}

/** The share of records, of each kind, that current work is about: in ten years of records those of some ten weeks. */
const CURRENT = 0.02;

const taken = <T>(random: Random, records: readonly T[]): T =>
  random.pick(random.chance(0.9) ? records.slice(-Math.ceil(records.length * CURRENT)) : records);

const occurred = { edtf: '2026-01-14', zone: 'America/Chicago' };
const envelope = (random: Random, known: KnownRecords) => ({
  commandId: randomUUID(),
  occurred,
  sources: [{ source: taken(random, known.sources) }],
  // Whoever writes about an event may use a word that is part of a sealed name; those who name persons acknowledge it.
  acknowledge: ['NAME_IN_TEXT'],
});

function describePerson(random: Random, known: KnownRecords): CommandRequest {
  const { given, family } = nameOfNobody(random);
  return {
    ...envelope(random, known),
    type: 'PersonDescribed',
    record: taken(random, known.persons),
    data: { name: { full: `${given} ${family}` }, age: { value: random.int(18, 80) } },
  };
}

function reportIncident(random: Random, known: KnownRecords): CommandRequest {
  return {
    ...envelope(random, known),
    type: 'IncidentReported',
    data: {
      kinds: [{ code: random.pick(['SHOOTING', 'USE_OF_FORCE', 'RAID']) }],
      relevance: 'INCIDENT',
      title: headline(random),
      narrative: prose(random, random.int(2, 9)),
      places: [
        {
          text: placeName(random),
          locality: 'Minneapolis',
          region: 'US-MN',
          country: 'US',
          zone: 'America/Chicago',
          precision: 'BLOCK',
        },
      ],
      agencies: [{ agency: random.pick(known.agencies), role: 'INVOLVED' }],
    },
  };
}

function addFact(random: Random, known: KnownRecords): CommandRequest {
  const about = { ...envelope(random, known), record: taken(random, known.incidents) };
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
  return {
    ...about,
    sources,
    type: 'InjuryReported',
    data: { injured: { described: 'one of those held' }, severity: 'MINOR', hospitalised: 'NO' },
  };
}
