import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StreamName } from '#domain';
import type { NameRow, VaultStore } from '../store/vault-store.port.js';
import type { Opening } from '../vault.port.js';
import type { BlindTokens } from './blind-tokens.js';
import type { NameIndex, NameMatch, NameSearch } from './name-index.port.js';
import { match, nameStretches, SHORTEST_SINGLE } from './name-runs.js';
import { nameTokens, wordRuns, type Word } from './name-tokens.js';
import { TokenFilter } from './token-filter.js';

/** Names looked at for one pair of tokens, and persons given for one search. */
const LIMIT = 100;
const PAGE = 10_000;
/** Few enough to take some milliseconds: others want the thread while the names of years are learnt. */
const LEARNING_PAGE = 2_000;

/** Milliseconds before the names are learnt though nobody asked, and before an attempt that failed is repeated. */
export interface LearningWaits {
  readonly first: number;
  readonly again: number;
}

/** A server that starts needs the thread for itself at first. */
const WAITS: LearningWaits = { first: 2_000, again: 1_000 };

type NameStore = Pick<VaultStore, 'nameTokensSince' | 'namesWith'>;

export class BlindNameIndex implements NameIndex {
  private readonly filter = new TokenFilter();
  private cursor: string | undefined;
  private current: Promise<void> | undefined;
  private learning: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    private readonly store: NameStore,
    private readonly blind: BlindTokens,
    private readonly waits = WAITS,
  ) {}

  /** Learns the names that there are in the background, so that no start waits for it; a look-up that comes first does. */
  learnSoon(wait = this.waits.first): void {
    if (this.closed) return;
    const learn = () => this.learnt().catch(() => this.learnSoon(this.waits.again));
    this.timer = setTimeout(() => void learn(), wait).unref();
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
  }

  /** Only persons are named in texts by mention; an actor's name or a source's identity is not looked for in them. */
  tokensOf({ subject, field, value }: Opening): readonly Uint8Array[] {
    if (field !== 'name' || typeof value !== 'string' || !subject.startsWith('person-')) return [];
    return nameTokens(value).map((token) => this.blind.of(token));
  }

  async findNamesInText(text: string, { among }: NameSearch = {}): Promise<readonly NameMatch[]> {
    const runs = wordRuns(text);
    if (runs.length === 0) return [];
    await this.refreshed();
    const found: NameMatch[] = [];
    const singles = new SingleNames(among);
    for (const run of runs) found.push(...(await this.findInRun(run, singles)));
    return found.sort((a, b) => a.start - b.start || a.end - b.end);
  }

  async searchByName(query: string): Promise<readonly StreamName[]> {
    const tokens = nameTokens(query).map((token) => this.blind.of(token));
    if (tokens.length === 0) return [];
    const rows = await this.store.namesWith(tokens, undefined, LIMIT);
    return [...new Set(rows.map(({ subject }) => subject))];
  }

  /**
   * Texts that are looked at in one turn of the event loop share one look for new names: what is put is answered in a
   * later turn, so nobody misses a name that they have put.
   */
  private refreshed(): Promise<void> {
    if (!this.current) {
      setImmediate(() => (this.current = undefined));
      this.current = this.refresh();
    }
    return this.current;
  }

  /** Takes up what was put since the last look, here or by another node. */
  private async refresh(): Promise<void> {
    await this.learnt();
    while (!(await this.takeUp(PAGE)));
  }

  /** One attempt for all who wait. One that failed is theirs to hear of, and the next who asks begins another. */
  private learnt(): Promise<void> {
    return (this.learning ??= this.learn().catch((error: unknown) => {
      this.learning = undefined;
      throw error;
    }));
  }

  /** Goes on where a failed attempt ended. */
  private async learn(): Promise<void> {
    while (!(await this.takeUp(LEARNING_PAGE))) await nextTurn();
  }

  /** @returns whether that was all */
  private async takeUp(limit: number): Promise<boolean> {
    const { tokens, cursor } = await this.store.nameTokensSince(this.cursor, limit);
    for (const token of tokens) this.filter.add(token);
    this.cursor = cursor;
    return tokens.length < limit;
  }

  private async findInRun(words: readonly Word[], singles: SingleNames): Promise<readonly NameMatch[]> {
    const known = words.map(({ token }) => this.filter.has(this.blind.of(token)));
    const pairs = new Map<Word, readonly NameRow[]>();
    for (let i = 1; i < words.length; i++) {
      const [a, b] = [words[i - 1], words[i]];
      if (!a || !b || !known[i - 1] || !known[i] || a.token === b.token) continue;
      pairs.set(b, await this.store.namesWith([this.blind.of(a.token), this.blind.of(b.token)], undefined, LIMIT));
    }
    const subjects = new Map([...pairs.values()].flat().map(({ name, subject }) => [name, subject]));
    const stretches = nameStretches(words, (_, b) => pairs.get(b)?.map(({ name }) => name) ?? []);
    // A person described twice has two names with the same tokens: one match says it.
    const matches = new Map<string, NameMatch>();
    for (const stretch of stretches) {
      const one = match('NAME', subjects.get(stretch.name) ?? '', stretch.words);
      matches.set(`${one.subject} ${one.start} ${one.end}`, one);
    }
    const alone = await this.findSingles(words, known, singles);
    const within = (one: NameMatch) =>
      [...matches.values()].some((m) => m.subject === one.subject && m.start <= one.start && one.end <= m.end);
    return [...matches.values(), ...alone.filter((one) => !within(one))];
  }

  private async findSingles(
    words: readonly Word[],
    known: readonly boolean[],
    singles: SingleNames,
  ): Promise<readonly NameMatch[]> {
    const found: NameMatch[] = [];
    for (const [i, word] of words.entries()) {
      if (!known[i] || word.token.length < SHORTEST_SINGLE) continue;
      const subjects = await singles.of(word.token, (among) =>
        this.store.namesWith([this.blind.of(word.token)], among, LIMIT),
      );
      for (const subject of subjects) found.push(match('TOKEN', subject, [word]));
    }
    return found;
  }
}

/** Whose name a single word of a text is, among a few persons: each word is looked up once, however often it stands there. */
class SingleNames {
  private persons: Promise<readonly StreamName[]> | undefined;
  private readonly known = new Map<string, Promise<readonly StreamName[]>>();

  constructor(private readonly among: NonNullable<NameSearch['among']> = []) {}

  of(token: string, find: (among: readonly StreamName[]) => Promise<readonly NameRow[]>) {
    let subjects = this.known.get(token);
    if (!subjects) this.known.set(token, (subjects = this.subjectsWith(find)));
    return subjects;
  }

  private async subjectsWith(
    find: (among: readonly StreamName[]) => Promise<readonly NameRow[]>,
  ): Promise<readonly StreamName[]> {
    this.persons ??= typeof this.among === 'function' ? this.among() : Promise.resolve(this.among);
    const among = await this.persons;
    return among.length === 0 ? [] : [...new Set((await find(among)).map(({ subject }) => subject))];
  }
}
