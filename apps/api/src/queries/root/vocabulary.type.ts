import { Field, ObjectType } from '@nestjs/graphql';
import { REFUSALS, VOCABULARIES, type VocabularyName, WARNINGS } from '#domain';
import { API_ERRORS, OTHER_ERRORS } from '../../graphql/api-error.js';
import { enumType } from '../../graphql/choice-enum.js';

export const VocabularyNameEnum = enumType(
  'VocabularyName',
  Object.fromEntries(
    Object.keys(VOCABULARIES).map((name) => [
      name,
      `Codes of ${name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}.`,
    ]),
  ),
  'Lists of codes that will grow.',
);

@ObjectType({ description: 'A code and what it means in English.' })
export class VocabularyCode {
  @Field(() => String, { description: 'The code; it is never given another meaning.' })
  readonly code!: string;

  @Field(() => String, { description: 'What it means.' })
  readonly label!: string;
}

export const vocabulary = (name: VocabularyName): VocabularyCode[] =>
  Object.entries(VOCABULARIES[name]).map(([code, label]) => ({ code, label }));

/** Refusals and warnings, which share one registry of codes. */
export const refusalCodes = (): VocabularyCode[] =>
  Object.entries({ ...REFUSALS, ...WARNINGS }).map(([code, label]) => ({ code, label }));

/** Of errors that stand in `errors`, beside what was asked. */
export const errorCodes = (): VocabularyCode[] =>
  Object.entries({ ...API_ERRORS, ...OTHER_ERRORS }).map(([code, label]) => ({ code, label }));
