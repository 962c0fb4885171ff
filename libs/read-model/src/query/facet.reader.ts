import type { LogIndex, StreamName } from '#domain';
import { LISTED, LISTING } from '../facets/facet.set.js';
import { AnswersAt } from '../support/answers.at.js';
import { BoundedCache } from '../support/bounded.cache.js';
import { kindOfNumber } from '../tables/kinds.js';
import { rowValues } from '../tables/row.values.js';
import type { FileNumbers } from './file.numbers.js';
import type { Statements } from './statement.cache.js';
import type { FacetSet, Unlisted } from './views.types.js';

/** What a row tells, whenever it is asked: nothing of it changes but until when it is valid. */
type RowFacets = Omit<FacetSet, 'record' | 'index'>;

/** Values and facets of records, as lists and subscriptions see them. */
export class FacetReader {
  private readonly rows = new BoundedCache<number, RowFacets>(20_000);
  private readonly rowsAt = new AnswersAt<number>(50_000);

  constructor(
    private readonly statements: Statements,
    private readonly numbers: FileNumbers,
  ) {}

  of(record: StreamName, index: LogIndex): FacetSet | undefined {
    const id = this.numbers.record(record);
    const row = id === undefined ? undefined : this.rowsAt.at(index, `${id}`, () => this.rowAt(id, index));
    return row === undefined ? undefined : this.ofRow(row, record, index);
  }

  ofRow(row: number, record: StreamName, index: LogIndex): FacetSet {
    return { record, index, ...(this.rows.get(row) ?? this.rows.set(row, this.read(row))) };
  }

  clear(): void {
    this.rows.clear();
    this.rowsAt.clear();
  }

  private rowAt(record: number, index: LogIndex): number | undefined {
    const row = this.statements.one<{ id: number; to_idx: number }>(
      'SELECT id, to_idx FROM row WHERE record = ? AND from_idx <= ? ORDER BY from_idx DESC LIMIT 1',
      record,
      index,
    );
    return row && row.to_idx > index ? row.id : undefined;
  }

  private read(id: number): RowFacets {
    const row = this.statements.one<Record<string, number | string | null>>('SELECT * FROM row WHERE id = ?', id)!;
    const kind = kindOfNumber(row['kind'] as number);
    const tags = (row['tags'] as string)
      .split(',')
      .map((tag) => this.numbers.nameOfTag(Number(tag)).slice(kind.length + 1));
    const listing = tags.find((tag) => tag.startsWith(`${LISTING}=`))?.slice(LISTING.length + 1) ?? LISTED;
    return {
      ...(listing === LISTED ? {} : { unlisted: listing as Unlisted }),
      values: rowValues(row),
      tags: tags.filter((tag) => !tag.startsWith(`${LISTING}=`)).sort(),
    };
  }
}
