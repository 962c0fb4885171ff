/** One tab of the page at `/graphiql`. */
export interface ExampleQuery {
  /** GraphQL text; its first comment line says what it answers. */
  readonly query: string;
  /** JSON. */
  readonly variables?: string;
}

/** The tabs that a first visitor finds. A test holds each against `schema.graphql` and the default limits. */
export const EXAMPLE_QUERIES: readonly ExampleQuery[] = [{ query: '# Is the API there?\nquery Ping {\n  ping\n}\n' }];
