import { readdirSync, readFileSync } from 'node:fs';
import type { ExampleValues } from './example-values.js';

/** One tab of the page at `/graphiql`. */
export interface ExampleQuery {
  /** GraphQL text; its first comment line says what it answers. */
  readonly query: string;
  /** JSON. */
  readonly variables?: string;
}

/** From `dist/apps/api/src/graphiql`: the texts that the documentation prints and the tests ask. */
const FOLDER = new URL('../../../../../docs/queries/', import.meta.url);

const FIRST = `# Begin here: the latest incidents. Their ids are what other queries ask for; every field is described.
query Latest {
  incidents(first: 5) {
    totalCount
    nodes { id title { text } occurred { text } investigationStatus { status } }
  }
  cursor
}
`;

const FOLLOW = `# Follow what changes from now on: press play, and record something.
subscription Follow {
  incidentChanges {
    cursor
    change
    entry { index type }
    incident { id title { text } investigationStatus { status } }
  }
}
`;

/** An installation without its documentation has fewer examples, and works all the same. */
function documented(values: ExampleValues): ExampleQuery[] {
  try {
    const files = readdirSync(FOLDER).filter((name) => name.endsWith('.graphql'));
    return files.sort().map((name) => withVariables(readFileSync(new URL(name, FOLDER), 'utf8'), values));
  } catch {
    return [];
  }
}

/** What has no default has to be filled in: with what the record has, else the names stand there already. */
function withVariables(query: string, values: ExampleValues): ExampleQuery {
  const declared = /\(([^)]*)\)/.exec(query.slice(query.indexOf('query ')).split('{', 1)[0]!)?.[1] ?? '';
  const needed = declared.split(',').filter((one) => one.includes('!') && !one.includes('='));
  if (needed.length === 0) return { query };
  const variables = Object.fromEntries(
    needed.map((one) => {
      const [name, type] = one.split(':').map((part) => part.trim()) as [string, string];
      return [name.slice(1), values[name.slice(1)] ?? (type === 'SafeInt!' ? 0 : '')];
    }),
  );
  return { query, variables: JSON.stringify(variables, undefined, 2) };
}

/** The tabs that a first visitor finds. A test executes each, so that none goes stale. */
export const exampleQueries = (values: ExampleValues = {}): readonly ExampleQuery[] => [
  { query: FIRST },
  ...documented(values),
  { query: FOLLOW },
];
