import { brokenMention, PERSON_FIELDS, splitMentions, type Problem, type StreamName } from '#domain';
import type { Leaves } from '#catalogue';

/** Every person whom a text mentions, and where. */
export const mentionedIn = ({ narrative }: Leaves): { readonly path: string; readonly person: StreamName }[] =>
  narrative.flatMap(({ path, value }) => splitMentions(value).mentions.map(({ person }) => ({ path, person })));

/** Mentions that would be shown as they were typed, or as a field that no person has. */
export const mentionProblems = ({ narrative }: Leaves): Problem[] =>
  narrative.flatMap(({ path, value }): Problem[] => {
    const broken = brokenMention(value);
    if (broken !== undefined)
      return [
        { path, expected: 'text with mentions of the form @[person-<uuid>] or @[person-<uuid>#field]', actual: broken },
      ];
    const strange = splitMentions(value).mentions.find(({ field }) => !Object.hasOwn(PERSON_FIELDS, field));
    if (!strange) return [];
    const why = `The fields are ${Object.keys(PERSON_FIELDS).join(', ')}.`;
    return [{ path, expected: 'text that mentions fields which a person has', actual: strange.written, why }];
  });
