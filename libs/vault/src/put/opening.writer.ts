import { setImmediate } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { sealOpening, unsealOpening } from '../crypto/opening.cipher.js';
import type { SubjectKeys } from '../keys/subject-keys.js';
import type { BlindNameIndex } from '../names/blind-name-index.js';
import type { PutRequest, SubjectKeyRow, VaultStore } from '../store/vault-store.port.js';
import {
  OpeningConflictError,
  OpeningErasedError,
  SubjectErasedError,
  VaultUnavailableError,
  WrongMasterKeyError,
} from '../vault.errors.js';
import type { Opening } from '../vault.port.js';
import { checkOpening } from './opening.form.js';

/** Each round is lost to another writer of the same opening or subject; there are not many of those. */
const ROUNDS = 8;

/** Seals openings and brings them into the store, all or nothing. */
export class OpeningWriter {
  constructor(
    private readonly store: VaultStore,
    private readonly subjects: SubjectKeys,
    private readonly names: BlindNameIndex,
  ) {}

  async put(openings: readonly Opening[]): Promise<void> {
    openings.forEach(checkOpening);
    let fresh = distinct(openings);
    let equal: readonly Opening[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      if (fresh.length + equal.length === 0) return;
      const outcome = await this.store.put(await this.request(fresh, equal));
      switch (outcome.kind) {
        case 'STORED':
          return;
        case 'SUBJECT_ERASED':
          this.subjects.drop(outcome.subject);
          throw new SubjectErasedError(outcome.subject);
        case 'OPENING_ERASED':
          throw new OpeningErasedError(outcome.ref);
        case 'OTHER_MASTER_KEY':
          if (!this.subjects.acceptsMaster(outcome.id))
            throw new WrongMasterKeyError(outcome.id, this.subjects.masterKeyId);
          // The change is on its way through this process too: let it end.
          await setImmediate();
          break;
        case 'OTHER_SUBJECT_KEY':
          this.subjects.drop(outcome.subject);
          break;
        case 'CHANGED':
          [fresh, equal] = await this.partition([...fresh, ...equal]);
      }
    }
    throw new VaultUnavailableError(this.store.where, `a put met ${ROUNDS} other writers in a row: repeat it`);
  }

  private async request(fresh: readonly Opening[], renew: readonly Opening[]): Promise<PutRequest> {
    const keys = new Map<string, SubjectKeyRow>();
    const rows = [];
    const { masterKeyId } = this.subjects;
    for (const opening of fresh) {
      const { subject } = opening;
      const { key, wrapped } = await this.subjects.forSealing(subject);
      keys.set(subject, { subject, wrapped });
      rows.push({ ...sealOpening(opening, key), nameTokens: this.names.tokensOf(opening) });
    }
    return { masterKeyId, keys: [...keys.values()], rows, renew };
  }

  /** What is to be written, and what is stored already with an equal value. */
  private async partition(openings: readonly Opening[]): Promise<[fresh: Opening[], equal: Opening[]]> {
    const began = this.subjects.begin();
    const rows = await this.store.openings(openings);
    const fresh: Opening[] = [];
    const equal: Opening[] = [];
    for (const [i, opening] of openings.entries()) {
      const row = rows[i];
      if (!row) {
        fresh.push(opening);
        continue;
      }
      const stored = unsealOpening(row, this.subjects.forOpening(row.subject, row.subjectKey, began));
      if (!isEqual(stored, opening)) throw new OpeningConflictError(refOf(opening));
      equal.push(opening);
    }
    return [fresh, equal];
  }
}

/** @throws OpeningConflictError where one commitment comes with two values */
function distinct(openings: readonly Opening[]): readonly Opening[] {
  if (openings.length < 2) return openings;
  const seen = new Map<string, Opening>();
  for (const opening of openings) {
    const key = JSON.stringify([opening.eventId, opening.path, opening.commitment]);
    const other = seen.get(key);
    if (other && !isEqual(other, opening)) throw new OpeningConflictError(refOf(opening));
    seen.set(key, opening);
  }
  return [...seen.values()];
}

function isEqual(a: Opening, b: Opening): boolean {
  return a.subject === b.subject && a.field === b.field && a.salt === b.salt && isDeepStrictEqual(a.value, b.value);
}

function refOf({ eventId, path, commitment }: Opening) {
  return { eventId, path, commitment };
}
