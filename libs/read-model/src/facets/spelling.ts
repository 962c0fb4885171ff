import type { FacetFilter } from '../query/filter.types.js';

/** Facets whose values are words as somebody wrote them. All others are codes and ids, which have one spelling. */
const WRITTEN: ReadonlySet<string> = new Set(['locality']);

/** Of Latin, Greek and Cyrillic letters. In other scripts a mark is a letter of its own, and says something else. */
const ACCENTS = /[\u0300-\u036f]/g;

/**
 * What spellings of one name have in common: "San José", "san jose" and "SAN  JOSE" are one place. Compatible forms
 * are one (NFKD, Unicode Standard Annex 15); upper case first, since "ß" has no lower case but "SS" has.
 */
export const spelling = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(ACCENTS, '')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(/\s+/gu, ' ')
    .trim();

/** The value of a facet as its tag has it. */
export const facetValue = (facet: string, value: string): string => (WRITTEN.has(facet) ? spelling(value) : value);

const known = new WeakMap<FacetFilter, FacetFilter>();

/** What is asked of a facet, in the spelling of its tags; worked out once, since a subscription asks it of every change. */
export function facetAsked(facet: string, asked: FacetFilter): FacetFilter {
  if (!WRITTEN.has(facet)) return asked;
  const before = known.get(asked);
  if (before) return before;
  const { in: any, notIn } = asked;
  const spelt = { ...asked, ...(any && { in: any.map(spelling) }), ...(notIn && { notIn: notIn.map(spelling) }) };
  known.set(asked, spelt);
  return spelt;
}
