/** Writes the event catalogue and the JSON Schemas to `docs`; with `--check` it only tells whether they are up to date. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue, catalogueDocument, schemaDocument } from '#catalogue';

const files = new Map<string, string>([['docs/event-catalogue.md', catalogueDocument(catalogue)]]);
for (const compiled of catalogue.all()) {
  const { type, schema } = compiled.declaration;
  files.set(join('docs/schemas', `${type}.v${schema}.json`), schemaDocument(compiled));
}

const check = process.argv.includes('--check');
const stale = [...files].filter(([file, text]) => !existsSync(file) || readFileSync(file, 'utf8') !== text);
const extra = existsSync('docs/schemas')
  ? readdirSync('docs/schemas').filter((name) => !files.has(join('docs/schemas', name)))
  : [];

if (check) {
  const wrong = [...stale.map(([file]) => file), ...extra];
  if (wrong.length > 0) {
    console.error(`Not what the declarations say: ${wrong.join(', ')}. Run "npm run docs" and commit the result.`);
    process.exit(1);
  }
  console.log(`The event catalogue and ${files.size - 1} schemas are up to date.`);
} else {
  mkdirSync('docs/schemas', { recursive: true });
  for (const [file, text] of stale) writeFileSync(file, text);
  console.log(
    `Wrote ${stale.length} of ${files.size} files.${extra.length > 0 ? ` No longer declared: ${extra.join(', ')}` : ''}`,
  );
}
