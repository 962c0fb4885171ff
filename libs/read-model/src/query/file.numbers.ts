import type { StreamName } from '#domain';
import { BoundedCache } from '../support/bounded.cache.js';
import type { ListedKind } from './facets.catalogue.js';
import type { NumberLookup } from './filter.sql.js';
import type { Statements } from './statement.cache.js';

/** Names and their numbers in this file, which never change. */
export class FileNumbers implements NumberLookup {
  private readonly ids = new BoundedCache<StreamName, number>(100_000);
  private readonly names = new BoundedCache<number, StreamName>(100_000);
  private readonly tags = new BoundedCache<number, string>(100_000);

  constructor(private readonly statements: Statements) {}

  record(name: StreamName): number | undefined {
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    const id = this.statements.one<{ id: number }>('SELECT id FROM record WHERE name = ?', name)?.id;
    return id === undefined ? undefined : this.ids.set(name, id);
  }

  tag(kind: ListedKind, facet: string, value: string): number | undefined {
    return this.statements.one<{ id: number }>('SELECT id FROM tag WHERE name = ?', `${kind}.${facet}=${value}`)?.id;
  }

  nameOf(record: number): StreamName {
    return (
      this.names.get(record) ??
      this.names.set(
        record,
        this.statements.one<{ name: string }>('SELECT name FROM record WHERE id = ?', record)!.name,
      )
    );
  }

  nameOfTag(tag: number): string {
    return (
      this.tags.get(tag) ??
      this.tags.set(tag, this.statements.one<{ name: string }>('SELECT name FROM tag WHERE id = ?', tag)!.name)
    );
  }
}
