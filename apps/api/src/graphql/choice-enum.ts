import { registerEnumType } from '@nestjs/graphql';
import { NAME, VALUES } from '#domain';

/** What Nest takes for an enum: an object whose keys are its values. Each value stands for itself. */
export type EnumType = Readonly<Record<string, string>>;

const known = new Map<string, { readonly type: EnumType; readonly codes: string }>();

/**
 * The GraphQL enum of the name, made on first use: inputs and results that share a list of codes share its type.
 *
 * @param values each code with its description
 * @throws where the name is taken by another list of codes
 */
export function enumType(name: string, values: EnumType, description: string): EnumType {
  const codes = Object.keys(values).join();
  const before = known.get(name);
  if (before) {
    if (before.codes !== codes) throw new Error(`the enum ${name} is declared as ${before.codes} and as ${codes}`);
    return before.type;
  }
  const type = Object.fromEntries(Object.keys(values).map((code) => [code, code]));
  const valuesMap = Object.fromEntries(Object.entries(values).map(([code, text]) => [code, { description: text }]));
  registerEnumType(type, { name, description, valuesMap });
  known.set(name, { type, codes });
  return type;
}

/** The GraphQL enum of a `choice` of the domain: `enumOf(ParticipationRole)`. */
export function enumOf(choice: object): EnumType {
  const keywords = choice as Readonly<Record<string, unknown>>;
  const name = String(keywords[NAME]);
  return enumType(name, keywords[VALUES] as EnumType, `${inWords(name)}.`);
}

/** `FindingStage` → "Finding stage". */
const inWords = (name: string): string => name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
