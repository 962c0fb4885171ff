import { splitMentions, type Mention, type StreamName } from '#domain';
import type { PersonalValue } from '../personal/personal-value.js';

export interface RenderedMention {
  readonly person: StreamName;
  readonly field: string;
  readonly value: PersonalValue;
}

export interface Rendered {
  readonly text: string;
  readonly mentions: readonly RenderedMention[];
}

export interface MentionSources {
  /** The latest value of the field that is on record; undefined where there is none. */
  value(person: StreamName, field: string): Promise<PersonalValue | undefined>;
  /** "a person", "an officer". */
  neutral(person: StreamName): Promise<string>;
}

const ERASED = '[erased]';

/** Puts into a text what its mentions stand for, as far as the reader may see it. */
export class NarrativeReader {
  constructor(private readonly sources: MentionSources) {}

  /** At once where the text mentions nobody, as most do. */
  render(text: string): Rendered | Promise<Rendered> {
    if (!text.includes('@[')) return { text, mentions: [] };
    const { texts, mentions } = splitMentions(text);
    return mentions.length === 0 ? { text, mentions: [] } : this.#render(texts, mentions);
  }

  /** Every string of a JSON value, rendered. */
  async renderAll<T>(value: T): Promise<T> {
    if (typeof value === 'string') return (await this.render(value)).text as T;
    if (Array.isArray(value)) return (await Promise.all(value.map((item) => this.renderAll(item)))) as T;
    if (value === null || typeof value !== 'object') return value;
    const entries = await Promise.all(
      Object.entries(value).map(async ([key, inner]) => [key, await this.renderAll(inner)] as const),
    );
    return Object.fromEntries(entries) as T;
  }

  async #render(texts: readonly string[], mentions: readonly Mention[]): Promise<Rendered> {
    const values = await Promise.all(mentions.map(({ person, field }) => this.sources.value(person, field)));
    const words = await Promise.all(mentions.map((mention, n) => this.#words(mention, values[n])));
    return {
      text: texts.map((text, n) => text + (words[n] ?? '')).join(''),
      mentions: mentions.flatMap(({ person, field }, n) => {
        const value = values[n];
        return value ? [{ person, field, value }] : [];
      }),
    };
  }

  async #words({ person, field }: Mention, value: PersonalValue | undefined): Promise<string> {
    if (value?.kind === 'DISCLOSED') return value.value;
    if (value?.kind === 'ERASED') return ERASED;
    // "a person national" would be no sentence, so another field than the name is told to be withheld.
    return field === 'name' ? this.sources.neutral(person) : `[${inWords(field)} withheld]`;
  }
}

/** `immigrationStatus` → `immigration status`. */
const inWords = (field: string): string => field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
