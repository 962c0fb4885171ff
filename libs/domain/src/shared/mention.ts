import { streamPattern, type StreamName } from './ids.js';

/** `@[person-…]` stands for the person's name, `@[person-…#nationality]` for another field. */
export interface Mention {
  /** As it stands in the text. */
  readonly written: string;
  readonly person: StreamName;
  /** `name` where the mention says none. */
  readonly field: string;
}

const PERSON = streamPattern('person').replace(/^\^|\$$/g, '');
const MENTION = new RegExp(`@\\[(${PERSON})(?:#([A-Za-z]{1,40}))?\\]`, 'g');

/** Text and mentions of it in turn: text first, and last. */
export function splitMentions(text: string): {
  readonly texts: readonly string[];
  readonly mentions: readonly Mention[];
} {
  if (!text.includes('@[')) return { texts: [text], mentions: [] };
  const texts: string[] = [];
  const mentions: Mention[] = [];
  let at = 0;
  for (const match of text.matchAll(MENTION)) {
    texts.push(text.slice(at, match.index));
    mentions.push({ written: match[0], person: match[1]!, field: match[2] ?? 'name' });
    at = match.index + match[0].length;
  }
  texts.push(text.slice(at));
  return { texts, mentions };
}

/** What begins like a mention and is none: it would be shown as it was typed, id and all. */
export const brokenMention = (text: string): string | undefined =>
  splitMentions(text)
    .texts.map((part) => /@\[person-[^\]\s]{0,80}\]?/.exec(part)?.[0])
    .find((part) => part !== undefined);
