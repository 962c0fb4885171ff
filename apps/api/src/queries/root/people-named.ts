import type { Moment } from '../moment/moment.js';
import { wordsIn } from '../filter/words-in.js';
import type { PersonNode } from '../person/person.type.js';

/**
 * The vault finds names by a keyed index, whoever asks; a person whose name the reader may not see is no answer, or the
 * search would tell it.
 */
export async function peopleNamed(moment: Moment, name: string): Promise<PersonNode[]> {
  const found = await moment.reading.vault.searchByName(wordsIn('name', name));
  moment.reading.subjects.announce(found);
  const people = await moment.findAll(found, 'Person');
  const names = await Promise.all(people.map((person) => person.name));
  return people.filter((_, n) => names[n]?.kind === 'DISCLOSED');
}
