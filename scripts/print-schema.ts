import { readFileSync, writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildApiSchema } from '../apps/api/src/graphql/build-schema.js';

/** Writes the GraphQL schema to `schema.graphql`; with `--check` fails where the file is not what the code makes. */
const FILE = 'schema.graphql';

async function printed(): Promise<string> {
  return `${printSchema(lexicographicSortSchema(await buildApiSchema()))}\n`;
}

function committed(): string {
  try {
    return readFileSync(FILE, 'utf8');
  } catch {
    return '';
  }
}

const schema = await printed();
if (!process.argv.includes('--check')) writeFileSync(FILE, schema);
else if (committed() !== schema) {
  process.stderr.write(`${FILE} is not what the code makes: run "npm run schema" and commit it.\n`);
  process.exitCode = 1;
}
