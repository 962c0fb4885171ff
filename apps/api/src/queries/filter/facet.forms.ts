import {
  AgencyRole,
  ChargeStatus,
  codesInstead,
  EvidenceAccess,
  NAME,
  ParticipationRole,
  Place,
  Side,
  streamPattern,
  VALUES,
  VOCABULARIES,
  type VocabularyName,
} from '#domain';
import type { FacetName, ListedKind } from '#read-model';
import { EXAMPLE_IDS } from '../common/example-ids.js';

/** What is wrong with a value of a facet, for who wrote it. */
export interface ValueProblem {
  readonly message: string;
  /** The codes that there are, where they are a list. */
  readonly allowed?: readonly string[];
}

/** Judges a value by its form alone: an id of the right form may be of no record. Undefined where nothing is wrong. */
export type ValueForm = (value: string) => ValueProblem | undefined;

const inQuotes = (text: string): string => `"${text.slice(0, 80)}"`;

function oneOf(what: string, allowed: readonly string[]): ValueForm {
  return (value) => {
    if (allowed.includes(value)) return undefined;
    return { message: `${inQuotes(value)} is not ${what}. ${codesInstead(value, allowed)}`, allowed };
  };
}

const codeOf = (vocabulary: VocabularyName): ValueForm =>
  oneOf(`a code of the vocabulary ${vocabulary}`, Object.keys(VOCABULARIES[vocabulary]));

function choiceOf(choice: object): ValueForm {
  const { [NAME]: name, [VALUES]: values } = choice as { [NAME]: string; [VALUES]: object };
  return oneOf(`a code of ${name}`, Object.keys(values));
}

function ofPattern(pattern: string, what: string, example: string): ValueForm {
  const form = new RegExp(pattern);
  return (value) =>
    form.test(value) ? undefined : { message: `${inQuotes(value)} is not ${what}: write for instance "${example}".` };
}

export const idOf = (kind: ListedKind): ValueForm =>
  ofPattern(streamPattern(kind), `the id of ${/^[ai]/.test(kind) ? 'an' : 'a'} ${kind}`, EXAMPLE_IDS[kind]);

/** Two values with a colon between them. */
function pairOf(form: string, example: string, left: ValueForm, right: ValueForm): ValueForm {
  return (value) => {
    const colon = value.indexOf(':');
    if (colon < 0)
      return { message: `${inQuotes(value)} is not of the form ${form}: write for instance "${example}".` };
    const problem = left(value.slice(0, colon)) ?? right(value.slice(colon + 1));
    return problem && { ...problem, message: `${inQuotes(value)} is not of the form ${form}: ${problem.message}` };
  };
}

const anyText: ValueForm = () => undefined;
const agency = idOf('agency');
const { region, country } = Place.properties as unknown as Record<'region' | 'country', { readonly pattern: string }>;

/**
 * The forms of values that are no enum of the API: a misspelt one is refused, and does not quietly match nothing. Lists
 * that will grow are `String`s, so that a new code breaks no client; what is no code today is known all the same.
 */
export const FACET_FORMS: { readonly [Kind in ListedKind]?: { readonly [Name in FacetName<Kind>]?: ValueForm } } = {
  incident: {
    kind: codeOf('IncidentKind'),
    country: ofPattern(country.pattern, 'a country (ISO 3166-1 alpha-2)', 'US'),
    region: ofPattern(region.pattern, 'a region (ISO 3166-2)', 'US-MN'),
    locality: anyText,
    agency,
    agencyRole: pairOf('agency:ROLE', 'agency-us-dhs-ice:INVOLVED', agency, choiceOf(AgencyRole)),
    force: codeOf('ForceType'),
    externalId: pairOf('scheme:value', 'a-tracker:17', anyText, anyText),
    investigationKind: codeOf('InvestigationKind'),
    investigatingAgency: agency,
    investigatingAgencyRole: pairOf('agency:ROLE', 'agency-us-doj-fbi:LEAD', agency, choiceOf(ParticipationRole)),
    charges: pairOf('SIDE:STATUS', 'OFFICER:PENDING', choiceOf(Side), choiceOf(ChargeStatus)),
    statementBy: agency,
    mergedInto: idOf('incident'),
  },
  investigation: {
    kind: codeOf('InvestigationKind'),
    agency,
    agencyRole: pairOf('agency:ROLE', 'agency-us-doj-fbi:LEAD', agency, choiceOf(ParticipationRole)),
    lead: agency,
    access: pairOf('agency:ACCESS', 'agency-us-mn-bca:REVOKED', agency, choiceOf(EvidenceAccess)),
    finding: codeOf('Finding'),
  },
  statement: { onBehalfOf: agency, topic: codeOf('ClaimTopic') },
  agency: { parent: agency, mergedInto: agency },
  source: { sha256: ofPattern('^[0-9a-f]{64}$', 'a SHA-256 in 64 hexadecimal digits', '9f86d081…0f00a08') },
};
