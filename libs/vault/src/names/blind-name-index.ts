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

export class BlindNameIndex implements NameIndex {
  private readonly filter = new TokenFilter();
  private cursor: string | undefined;
  private current: Promise<void> | undefined;

  constructor(
    private readonly store: VaultStore,
    private readonly blind: BlindTokens,
  ) {}

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
    for (const run of runs) found.push(...(await this.findInRun(run, among)));
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
  async refresh(): Promise<void> {
    for (;;) {
      const { tokens, cursor } = await this.store.nameTokensSince(this.cursor, PAGE);
      for (const token of tokens) this.filter.add(token);
      this.cursor = cursor;
      if (tokens.length < PAGE) return;
    }
  }

  private async findInRun(
    words: readonly Word[],
    among: readonly StreamName[] | undefined,
  ): Promise<readonly NameMatch[]> {
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
    if (!among || among.length === 0) return [...matches.values()];
    const singles = await this.findSingles(words, known, among);
    const within = (one: NameMatch) =>
      [...matches.values()].some((m) => m.subject === one.subject && m.start <= one.start && one.end <= m.end);
    return [...matches.values(), ...singles.filter((one) => !within(one))];
  }

  private async findSingles(
    words: readonly Word[],
    known: readonly boolean[],
    among: readonly StreamName[],
  ): Promise<readonly NameMatch[]> {
    const singles: NameMatch[] = [];
    for (const [i, word] of words.entries()) {
      if (!known[i] || word.token.length < SHORTEST_SINGLE) continue;
      const rows = await this.store.namesWith([this.blind.of(word.token)], among, LIMIT);
      for (const subject of new Set(rows.map((row) => row.subject))) singles.push(match('TOKEN', subject, [word]));
    }
    return singles;
  }
}
