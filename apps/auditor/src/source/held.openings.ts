import type { HeldEntry } from '#bundle';
import type { SealedCommitment } from '#domain';
import type { Opening, OpeningRef } from '#vault';
import type { ReadingVault } from '../../../api/src/queries/moment/reading.js';

/** Of what came without a vault: no personal value can be shown. */
export const NOTHING_HELD: ReadingVault = {
  partial: true,
  open: async (refs) => refs.map(() => undefined),
  searchByName: async () => [],
  listTokens: async () => [],
};

/** The openings of personal values that a bundle came with. */
export class HeldOpenings implements ReadingVault {
  readonly partial = true;
  private readonly held = new Map<string, Opening>();

  /** Takes what is opened of an entry. */
  add({ leaf, personal }: Pick<HeldEntry, 'leaf' | 'personal'>): void {
    if (personal.length === 0) return;
    const { sealed = [] } = JSON.parse(leaf) as { readonly sealed?: readonly SealedCommitment[] };
    for (const { event, path, subject, field, salt, value } of personal)
      for (const { commitment, ...one } of sealed)
        if (one.path === path && one.subject === subject) {
          const opening = { eventId: event, path, commitment, subject, field, salt, value };
          this.held.set(keyOf(opening), opening);
        }
  }

  async open(refs: readonly OpeningRef[]): Promise<readonly (Opening | undefined)[]> {
    return refs.map((ref) => this.held.get(keyOf(ref)));
  }

  async searchByName(): Promise<readonly []> {
    return [];
  }

  async listTokens(): Promise<readonly []> {
    return [];
  }
}

const keyOf = ({ eventId, path, commitment }: OpeningRef): string => `${eventId} ${path} ${commitment}`;
