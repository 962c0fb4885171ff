import { randomUUID } from 'node:crypto';
import type { Random } from '../../apps/bench/src/generate/random.js';
import type { Attempt, Attempts } from './attempts.js';

const occurred = { edtf: '2026-01-14', zone: 'America/Chicago' };
const reason = { text: 'For the record.' };
/** So many persons stay as they are; beyond them one may be erased. */
const KEPT_PERSONS = 4;

export const sourceAttempt = (): Attempt => attempt('recordSource', { kind: 'WEB', title: 'A report' });
export const personAttempt = (): Attempt => attempt('registerPerson', { kind: 'PRIVATE', reason });

/** The next command of a client: new records, facts about records, sealed values, and now and then an erasure. */
export function drawAttempt(random: Random, attempts: Attempts): Attempt {
  const sources = [{ source: attempts.source }];
  const kind = random.next();
  if (kind < 0.05) return personAttempt();
  const living = attempts.persons.filter((person) => !attempts.erased.has(person));
  if (kind < 0.07 && living.length > KEPT_PERSONS) {
    const person = living.at(-1)!;
    attempts.erased.add(person);
    return attempt(
      'erasePersonalData',
      { record: person, all: true, basis: { code: 'SUBJECT_REQUEST' }, reason },
      person,
    );
  }
  if (kind < 0.4) {
    const person = random.pick(living);
    const name = { full: `Nemo Nobody${random.int(1, 1_000_000)}` };
    return attempt(
      'describePerson',
      { record: person, name, age: { value: random.int(18, 90) }, occurred, sources },
      person,
    );
  }
  if (kind < 0.6 && attempts.incidents.length > 0)
    return attempt('reportForce', {
      record: random.pick(attempts.incidents),
      type: { code: 'PHYSICAL' },
      manner: 'APPLIED',
      against: { described: { text: 'those who stood nearby' } },
      occurred,
      sources,
    });
  return attempt('reportIncident', {
    kinds: [{ code: 'SHOOTING' }],
    relevance: 'INCIDENT',
    title: `Incident ${random.int(1, 1_000_000_000)}`,
    occurred,
    sources,
  });
}

function attempt(mutation: string, input: Record<string, unknown>, person?: string): Attempt {
  const commandId = randomUUID();
  return { commandId, mutation, input: { commandId, ...input }, ...(person ? { person } : {}) };
}
