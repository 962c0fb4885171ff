import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import { welcomeQueries } from '../apps/demo/src/welcome.js';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));

/** Every GraphQL text that a document shows, by its place. */
function shown(): [string, string][] {
  const documents = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)];
  return documents
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) =>
      [...readFileSync(name, 'utf8').matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, text], n): [string, string] => [
        `${name}, number ${n + 1}`,
        text!,
      ]),
    );
}

describe('a query that somebody may paste', () => {
  const welcoming = Object.entries(welcomeQueries({ shooting: 'incident-…', articleIndex: 1 }));

  it.each([...shown(), ...welcoming])('fits the schema: %s', (_, text) => {
    expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
  });
});
