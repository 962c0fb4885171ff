import { NAME, VOCABULARY } from '#domain';
import type { SchemaNode } from '#catalogue';

/** Of types that many fields share: what the schema says there is about one use of them. */
export const TYPE_DESCRIPTIONS: Readonly<Record<string, string>> = {
  Coded: "A code of a vocabulary that grows (the field names it), with the source's own word for it.",
  Moment: 'A date in the world, with the zone in which it is meant.',
};

/** Of fields of those types. */
export const FIELD_DESCRIPTIONS: Readonly<Record<string, string>> = {
  'Coded.code': 'A code of the vocabulary that the field names: see `vocabulary(name)`.',
  'Occurred.after': 'Entries that this one came after; they order the events of one day.',
};

/** What a field is, and the vocabulary that its codes are from. */
export function description(schema: SchemaNode, property: string): string {
  const said = itself(schema, property);
  const vocabulary = vocabularyOf(schema);
  return vocabulary === undefined || said.includes(vocabulary)
    ? said
    : `${said} Codes of the vocabulary ${vocabulary}.`;
}

/** The description that the schema has, unless it only repeats the name. */
export function itself(schema: SchemaNode, name: string): string {
  const said = schema.description ?? schema.items?.description;
  return said === undefined || said === schema[NAME] ? `${inWords(String(schema[NAME] ?? name))}.` : said;
}

/** `FindingStage` → "Finding stage". */
export function inWords(name: string): string {
  const words = name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Of a code, of an object that holds one, or of a list of those. */
function vocabularyOf(schema: SchemaNode): string | undefined {
  const own = schema[VOCABULARY] ?? schema.properties?.['code']?.[VOCABULARY];
  if (own !== undefined) return String(own);
  return schema.items && vocabularyOf(schema.items);
}
