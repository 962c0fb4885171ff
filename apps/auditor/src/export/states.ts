import { aggregateOf, type StreamName } from '#domain';
import { AnswerError, type GraphQLServer } from '../server/graphql.server.js';
import { stateQuery } from './state.query.js';

/** Questions on their way. Each is about one record: what is computed for an incident is costly enough. */
const AT_ONCE = 8;

interface State {
  readonly record: { readonly node: object | null };
}
type ToldState = readonly [StreamName, string];

/** States as GraphQL tells them at one index. */
export class RecordStates {
  private readonly queries = new Map<string, string>();

  constructor(
    private readonly server: GraphQLServer,
    private readonly index: number,
    private readonly withPersonal: boolean,
  ) {}

  /** JSON of each, in their order, ending in a newline. @throws AnswerError */
  async *of(records: Iterable<StreamName> | AsyncIterable<StreamName>): AsyncGenerator<ToldState> {
    let asked: Promise<ToldState>[] = [];
    for await (const id of records) {
      asked.push(this.ask(id));
      if (asked.length < AT_ONCE) continue;
      yield* await Promise.all(asked);
      asked = [];
    }
    yield* await Promise.all(asked);
  }

  private async ask(id: StreamName): Promise<ToldState> {
    const { record } = await this.server.ask<State>(this.queryOf(aggregateOf(id) ?? ''), { index: this.index, id });
    const state = record.node;
    if (!state) throw new AnswerError(`${this.server.url} has entries of ${id}, and says that there is no such record`);
    const told = this.withPersonal ? state : withoutValues(state);
    return [id, `${JSON.stringify(told, null, 2)}\n`];
  }

  private queryOf(kind: string): string {
    const query = this.queries.get(kind) ?? stateQuery(kind, this.withPersonal);
    this.queries.set(kind, query);
    return query;
  }
}

interface Told {
  readonly text?: unknown;
  readonly mentions?: readonly { readonly value: { readonly __typename: string } }[];
}

/** Texts in which a value was put in the place of a mention are left out: `texts.jsonl` has them with the mention. */
function withoutValues(told: unknown): unknown {
  if (Array.isArray(told)) return told.map(withoutValues);
  if (typeof told !== 'object' || told === null) return told;
  const { mentions, ...rest } = told as Told;
  if (!Array.isArray(mentions))
    return Object.fromEntries(Object.entries(told).map(([key, inner]) => [key, withoutValues(inner)]));
  const { text, ...without } = rest;
  return mentions.some(({ value }) => value.__typename === 'Disclosed') ? without : { text, ...without };
}
