import type { KeyObject } from 'node:crypto';
import { TamperedRowError } from '../vault.errors.js';
import type { KeyRole, MasterKey, NewKey } from './master-key.js';

/**
 * The master key in use, and during a change the one that comes: a read may meet rows that were wrapped anew a moment
 * before this process learns that they were.
 */
export class MasterKeyRing {
  private next: MasterKey | undefined;

  constructor(private master: MasterKey) {}

  get current(): MasterKey {
    return this.master;
  }

  /** Whether a key of this id is in use or about to be. */
  accepts(id: string): boolean {
    return id === this.master.id || id === this.next?.id;
  }

  newKey(role: KeyRole): NewKey {
    return this.master.newKey(role);
  }

  unwrap(role: KeyRole, wrapped: Uint8Array): KeyObject {
    try {
      return this.master.unwrap(role, wrapped);
    } catch (error) {
      if (!this.next || !(error instanceof TamperedRowError)) throw error;
      return this.next.unwrap(role, wrapped);
    }
  }

  announce(next: MasterKey): void {
    this.next = next;
  }

  change(): void {
    this.master = this.next ?? this.master;
    this.next = undefined;
  }
}
