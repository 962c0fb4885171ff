import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { Type } from '@nestjs/common';
import type { MaybePromise } from './maybe-promise.js';

@ObjectType({ description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether more items follow.' })
  readonly hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether items stand before it.' })
  readonly hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first item; null on an empty page.' })
  readonly startCursor?: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last item; null on an empty page.' })
  readonly endCursor?: string | null;
}

/** A page as readers make it; `count` is only called where `totalCount` is asked for. */
export interface PageOf<N> {
  readonly edges: readonly { readonly cursor: string; readonly node: N }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly count: () => MaybePromise<number>;
}

export interface Connection<N> {
  readonly nodes: readonly N[];
  readonly edges: readonly { readonly cursor: string; readonly node: N }[];
  readonly pageInfo: PageInfo;
  readonly totalCount: MaybePromise<number>;
}

/** The connection and edge types of a node type. */
export function connectionOf<N>(
  name: string,
  node: () => Type<N>,
  plural: string,
): new (page: PageOf<N>) => Connection<N> {
  @ObjectType(`${name}Edge`, { description: `One of the ${plural} on a page.` })
  class Edge {
    @Field(() => String, {
      description:
        'Opaque; goes on from here, in the same list and order and, within `record(asOf)`, at the same moment.',
    })
    readonly cursor!: string;

    @Field(node, { description: `The item.` })
    readonly node!: N;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${plural}.` })
  class ConnectionOf implements Connection<N> {
    readonly #page: PageOf<N>;

    constructor(page: PageOf<N>) {
      this.#page = page;
    }

    @Field(() => [node()], { description: `The ${plural} on this page.` })
    get nodes(): readonly N[] {
      return this.#page.edges.map((edge) => edge.node);
    }

    @Field(() => [Edge], { description: `The ${plural} on this page, each with its cursor.` })
    get edges(): readonly Edge[] {
      return this.#page.edges;
    }

    @Field(() => PageInfo, { description: 'Where this page stands.' })
    get pageInfo(): PageInfo {
      const { edges, hasNextPage, hasPreviousPage } = this.#page;
      return {
        hasNextPage,
        hasPreviousPage,
        startCursor: edges[0]?.cursor ?? null,
        endCursor: edges.at(-1)?.cursor ?? null,
      };
    }

    @Field(() => Int, { description: `How many ${plural} there are in all. Only counted where it is asked for.` })
    get totalCount(): MaybePromise<number> {
      return this.#page.count();
    }
  }
  return ConnectionOf;
}
