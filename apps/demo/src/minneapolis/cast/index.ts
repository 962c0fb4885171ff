import { from, on } from '../../scenario/phrases.js';
import { step, type Chapter } from '../../scenario/step.js';
import { AGENCIES } from './agencies.js';
import { mayor, PERSONS } from './persons.js';
import { article, SOURCES } from './sources.js';

/** His office makes the mayor's name public; it is sealed all the same, like every name. */
const mayorsName = step("person: the mayor's name", 'describePerson', {
  record: mayor.record,
  name: { full: 'Jacob Frey', given: 'Jacob', family: 'Frey' },
  occurred: on('2026-01-15'),
  sources: [from(article)],
});

/** Who and what the story is told of, and from. */
export const CAST: Chapter = {
  title: 'Sources, agencies and persons',
  steps: [...SOURCES, ...AGENCIES, ...PERSONS, mayorsName],
};
