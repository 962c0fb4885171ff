import type { LogIndex, StreamName } from '#domain';
import { AnswersAt } from '../support/answers.at.js';
import { UNDATED } from '../tables/tables.sql.js';
import type { ListedKind } from './facets.catalogue.js';
import type { FileNumbers } from './file.numbers.js';
import { partsOf } from './filter.sql.js';
import type { ListPlace, Order, Page, PageRequest, RecordFilter } from './filter.types.js';
import { segmentsBeyond, segmentSql, segmentsOf, type TablePlace } from './list.page.js';
import { countSql, FEW, planList, type ListPlan } from './list.plan.js';
import { InvalidQueryError, UnknownPlaceError } from './query.errors.js';
import type { MergedAgencies } from './merged.agencies.js';
import type { Statements } from './statement.cache.js';

/** Largest page. */
const MAX_PAGE = 100;
/** Where counting a tag's records for an estimate ends. */
const ESTIMATE_LIMIT = 20_000;
/** Lists that a smaller estimate serves: it only chooses between two ways to the same answer, and counting takes time. */
const ESTIMATE_USES = 100;

/** Of the pages that are remembered, questions included: what a filter names is the client's, and may be long. */
const CHARACTERS = 8 * 1024 * 1024;
/** What a record on a page takes, in characters. */
const EDGE = 200;

/** Lists and counts at one index. */
export class ListReader {
  private readonly pages = new AnswersAt<Page<StreamName>>(
    CHARACTERS,
    ({ edges }, question) => question.length + EDGE * edges.length,
  );
  private readonly counts = new AnswersAt<number>(CHARACTERS / 4, (_, question) => question.length);
  private readonly estimates = new Map<number, { readonly size: number; uses: number }>();

  constructor(
    private readonly statements: Statements,
    private readonly numbers: FileNumbers,
    private readonly merged: MergedAgencies,
    private readonly few = FEW,
  ) {}

  list<Kind extends ListedKind>(
    kind: Kind,
    filter: RecordFilter<Kind>,
    order: Order,
    page: PageRequest,
    index: LogIndex,
  ): Page<StreamName> {
    return this.pages.at(index, JSON.stringify([kind, filter, order, page]), () =>
      this.read(kind, filter, order, page, index),
    );
  }

  count<Kind extends ListedKind>(kind: Kind, filter: RecordFilter<Kind>, index: LogIndex): number {
    return this.counts.at(index, JSON.stringify([kind, filter]), () => {
      const { text, values } = countSql(this.plan(kind, filter, { by: 'OCCURRED', direction: 'DESC' }, index));
      return this.statements.one<{ n: number }>(text, ...values)!.n;
    });
  }

  clear(): void {
    this.pages.clear();
    this.counts.clear();
  }

  private read<Kind extends ListedKind>(
    kind: Kind,
    filter: RecordFilter<Kind>,
    order: Order,
    page: PageRequest,
    index: LogIndex,
  ): Page<StreamName> {
    const { size, backwards, place } = readPage(page);
    const plan = this.plan(kind, filter, order, index);
    const beyond = place && this.inTables(place);
    // One more than asked for tells whether there is another page.
    const found = this.walk(plan, order, backwards, beyond, size + 1);
    const more = found.length > size;
    const shown = backwards ? found.slice(0, size).reverse() : found.slice(0, size);
    return {
      edges: shown.map((at) => ({ place: at, node: at.record })),
      hasNextPage: backwards ? beyond !== undefined : more,
      hasPreviousPage: backwards ? more : beyond !== undefined,
    };
  }

  private plan<Kind extends ListedKind>(
    kind: Kind,
    filter: RecordFilter<Kind>,
    order: Order,
    index: LogIndex,
  ): ListPlan {
    const parts = partsOf(kind, this.merged.named(kind, filter, index), index, this.numbers);
    const estimate = (tags: readonly number[]) => tags.reduce((sum, tag) => sum + this.estimate(tag), 0);
    return planList(kind, parts, order, index, estimate, this.few);
  }

  private walk(
    plan: ListPlan,
    order: Order,
    backwards: boolean,
    beyond: TablePlace | undefined,
    limit: number,
  ): ListPlace[] {
    const found: ListPlace[] = [];
    for (const segment of segmentsBeyond(segmentsOf(order, plan.none, backwards), beyond)) {
      const { text, values } = segmentSql(plan, segment, beyond, limit - found.length);
      for (const { record, value } of this.statements.all<{ record: number; value: number | null }>(text, ...values)) {
        found.push({ value: value === UNDATED ? null : value, record: this.numbers.nameOf(record) });
      }
      if (found.length >= limit) break;
    }
    return found;
  }

  private inTables({ value, record }: ListPlace): TablePlace {
    const number = this.numbers.record(record);
    if (number === undefined) throw new UnknownPlaceError(record);
    return { value, record: number };
  }

  /** Rows of a tag, past ones included; remembered for good once it is large, since it never shrinks. */
  private estimate(tag: number): number {
    const known = this.estimates.get(tag);
    if (known && known.uses-- > 0) return known.size;
    const counted = this.statements.one<{ n: number }>(
      `SELECT count(*) AS n FROM (SELECT 1 FROM row_tag WHERE tag = ? LIMIT ${ESTIMATE_LIMIT})`,
      tag,
    )!.n;
    this.estimates.set(tag, { size: counted, uses: counted === ESTIMATE_LIMIT ? Infinity : ESTIMATE_USES });
    return counted;
  }
}

function readPage({ first, after, last, before }: PageRequest): {
  size: number;
  backwards: boolean;
  place?: ListPlace;
} {
  if (first !== undefined && last !== undefined)
    throw new InvalidQueryError('ask for `first` or for `last`, not for both');
  if (last === undefined && before !== undefined) throw new InvalidQueryError('`before` goes with `last`');
  if (last !== undefined && after !== undefined) throw new InvalidQueryError('`after` goes with `first`');
  const size = last ?? first ?? 20;
  if (!Number.isInteger(size) || size < 0 || size > MAX_PAGE)
    throw new InvalidQueryError(`a page has 0 to ${MAX_PAGE} records, not ${size}`);
  const backwards = last !== undefined;
  return { size, backwards, place: backwards ? before : after };
}
