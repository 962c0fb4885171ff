import type { DatabaseSync } from 'node:sqlite';

/**
 * Reads of one turn of the event loop share a transaction: otherwise SQLite takes a lock and gives it back for each of
 * them, which costs several times what most look-ups do. It lasts no longer than the turn, so it pins no WAL.
 */
export class ReadBurst {
  private open = false;

  constructor(private readonly db: DatabaseSync) {}

  /** Before each read. */
  begin(): void {
    if (this.open) return;
    this.db.exec('BEGIN');
    this.open = true;
    setImmediate(() => this.end());
  }

  /** Also when the file is known to hold more: what is read from then on must see it, in the same turn too. */
  end(): void {
    if (!this.open) return;
    this.open = false;
    if (this.db.isOpen && this.db.isTransaction) this.db.exec('COMMIT');
  }
}
