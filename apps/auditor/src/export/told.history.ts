import { aggregateOf, type StreamName } from '#domain';
import type { GraphQLServer } from '../server/graphql.server.js';
import type { FixedTree } from './fixed.tree.js';
import { heldEvent, type HeldEvent, type ToldEvent } from './told.event.js';

const PAGE = 100;

interface Page {
  readonly record: {
    readonly history: {
      readonly nodes: readonly ToldEvent[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  };
}

/** The history that a server tells, up to the checkpoint; each event compared with what was sealed. */
export class ToldHistory {
  private readonly query: string;

  constructor(
    private readonly server: GraphQLServer,
    private readonly fixed: FixedTree,
    withPersonal: boolean,
  ) {
    const openings = withPersonal ? 'openings { path subject field salt value }' : '';
    this.query = `query ($index: SafeInt!, $record: ID, $after: String) {
      record(asOf: { index: $index }) {
        history(record: $record, first: ${PAGE}, after: $after) {
          nodes { index recorded ${openings} } pageInfo { hasNextPage endCursor }
        }
      }
    }`;
  }

  /** The events of one record, or of the whole log but those of actors that are not told, from the first. @throws NotAsSealedError, AnswerError */
  async *of(record: StreamName | null): AsyncGenerator<HeldEvent> {
    for (let after: string | null = null; ;) {
      const asked = { index: this.fixed.size - 1, record, after };
      const page: Page = await this.server.ask<Page>(this.query, asked);
      const { nodes, pageInfo } = page.record.history;
      for (const told of nodes) {
        const leaf = await this.fixed.entry(told.index);
        if (told.recorded || !isOfActor(leaf)) yield heldEvent(told, leaf);
      }
      if (!pageInfo.hasNextPage) return;
      after = pageInfo.endCursor;
    }
  }
}

/** Who works with the tracker is told to few, and is in no bundle but as a leaf. */
const isOfActor = (leaf: string): boolean =>
  aggregateOf((JSON.parse(leaf) as { readonly stream: StreamName }).stream) === 'actor';
