import type { KeyObject } from 'node:crypto';
import { commitment } from '#catalogue';
import { unsealOpening } from '../crypto/opening.cipher.js';
import { MasterKey } from '../keys/master-key.js';
import { TamperedRowError } from '../vault.errors.js';
import type { MovedOpening } from './moved.rows.js';

/** Whether openings open, and are what was committed to. */
export class OpeningCheck {
  private readonly master: MasterKey;
  /** Of the subject that was opened last: openings of one often stand together. */
  private last: { readonly wrapped: Uint8Array; readonly key: KeyObject } | undefined;

  /** @param masterKey 32 bytes */
  constructor(masterKey: Uint8Array) {
    this.master = new MasterKey(masterKey);
  }

  get masterKeyId(): string {
    return this.master.id;
  }

  /** @param wrapped its subject's key */
  holds({ dataKey, sealed, ...row }: MovedOpening, wrapped: Uint8Array | null | undefined): boolean {
    // Erased: there is nothing to open.
    if (dataKey === null || sealed === null) return dataKey === sealed;
    if (!wrapped) return false;
    try {
      const opening = unsealOpening({ ...row, dataKey, sealed }, this.keyOf(row.subject, wrapped));
      return commitment(opening.eventId, opening.path, opening.salt, opening.value) === row.commitment;
    } catch (error) {
      if (error instanceof TamperedRowError) return false;
      throw error;
    }
  }

  private keyOf(subject: string, wrapped: Uint8Array): KeyObject {
    if (this.last?.wrapped !== wrapped) this.last = { wrapped, key: this.master.unwrap(['subject', subject], wrapped) };
    return this.last.key;
  }
}
