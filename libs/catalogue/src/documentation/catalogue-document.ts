import { AGGREGATES, VOCABULARIES } from '#domain';
import type { Catalogue } from '../catalogue.js';
import { eventSection } from './event-page.js';

const TITLES: Readonly<Record<string, string>> = {
  any: 'On every record',
  incident: 'Incident',
  investigation: 'Investigation',
  case: 'Case',
  statement: 'Statement',
  agency: 'Agency',
  person: 'Person',
  source: 'Source',
  actor: 'Actor',
  log: 'Log',
};

/** The whole event catalogue, in Markdown, as it follows from the declarations. */
export function catalogueDocument(catalogue: Catalogue): string {
  const sections = ['any', ...AGGREGATES].flatMap((aggregate) => [
    `## ${TITLES[aggregate]}`,
    '',
    ...catalogue
      .current()
      .filter(({ declaration }) => declaration.aggregate === aggregate)
      .map(eventSection),
  ]);
  const vocabularies = Object.entries(VOCABULARIES).map(
    ([name, codes]) =>
      `| ${name} | ${Object.keys(codes)
        .map((code) => `\`${code}\``)
        .join(', ')} |`,
  );
  return [
    '# Event catalogue',
    '',
    'Generated from the declarations by `npm run docs`. Each event is an immutable fact or decision; its JSON Schema stands in `docs/schemas`.',
    '',
    'Marks: **coded** is in the clear everywhere; **narrative** is in the log in the clear and in the public ledger as a commitment; **sealed** is personal, and in the log only as a commitment.',
    '',
    ...sections,
    '## Vocabularies',
    '',
    'Lists that grow. A code, once published, keeps its meaning.',
    '',
    '| vocabulary | codes |',
    '|---|---|',
    ...vocabularies,
    '',
  ].join('\n');
}
