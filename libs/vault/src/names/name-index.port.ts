import type { StreamName } from '#domain';

export interface NameMatch {
  /** NAME: two or more tokens of one sealed name in sequence. TOKEN: a single one, which may well be another word. */
  readonly kind: 'NAME' | 'TOKEN';
  readonly subject: StreamName;
  /** UTF-16 offsets into the text, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** How many tokens of the name stand there. */
  readonly tokens: number;
  /** What to write instead: `@[person-<uuid>#name]`. */
  readonly mention: string;
}

export interface NameSearch {
  /**
   * Report single tokens of these persons' names, usually those of the record that the text belongs to. Without it only
   * whole names are reported: over a whole vault almost any text holds a word that is somebody's name. Asked for at most
   * once a text, and only if it holds a word of any name at all: to find out who they are may take reads.
   */
  readonly among?: readonly StreamName[] | (() => Promise<readonly StreamName[]>);
}

/**
 * A keyed blind index of the names of persons. Openings of field `name` enter it as they are put and leave it as they
 * are erased or swept; there is no other way in, so that none outlives its opening.
 */
export interface NameIndex {
  /** Sealed names in a text, in order. Mentions `@[…]` in it are passed over. */
  findNamesInText(text: string, search?: NameSearch): Promise<readonly NameMatch[]>;
  /** Persons one of whose names has every token of the query; at most 100. */
  searchByName(query: string): Promise<readonly StreamName[]>;
}
