import { MARK, VALUES, VOCABULARY, type Mark } from '#domain';
import type { CompiledDeclaration } from '../catalogue.js';
import type { SchemaNode } from '../schema/schema-walk.js';

/** One row of a declaration's table. */
interface Row {
  readonly path: string;
  readonly form: string;
  readonly mark: string;
  readonly description: string;
}

const NATURE = {
  FACT: 'A fact: needs sources.',
  DECISION: 'A decision (°): needs a reason.',
  CORRECTION: 'A correction: needs a reason.',
  REGISTRATION: 'A registration: needs neither sources nor a reason.',
  OPERATIONAL: "Operational (°): of the tracker's own working.",
} as const;

/** The section of the event catalogue that describes one declaration, in Markdown. */
export function eventSection({ declaration, given }: CompiledDeclaration): string {
  const { type, schema, nature, mutation, role, creates, reasons, description } = declaration;
  const begins = { ALWAYS: ' Begins a record.', EITHER: ' Begins a record, or goes on with one.', NEVER: '' }[creates];
  const codes = reasons ? ` Its code is one of the vocabulary ${reasons}.` : '';
  const recorded = mutation ? `Mutation \`${mutation}\`, role ${role}.` : 'Recorded by the system.';
  const rows = [...rowsOf(given, '')];
  return [
    `### ${type}`,
    '',
    `${description}`,
    '',
    `Version ${schema}. ${NATURE[nature]}${codes}${begins} ${recorded}`,
    '',
    ...(rows.length === 0
      ? ['It carries no data of its own.']
      : ['| path | form | mark | meaning |', '|---|---|---|---|', ...rows.map(row)]),
    '',
  ].join('\n');
}

const row = ({ path, form, mark, description }: Row): string =>
  `| \`${path}\` | ${form} | ${mark} | ${description.replaceAll('|', '\\|')} |`;

function* rowsOf(schema: SchemaNode, path: string, required = true): Generator<Row> {
  if (schema.anyOf) {
    for (const variant of schema.anyOf) yield* rowsOf(variant, path, false);
  } else if (schema.items) {
    yield* rowsOf(schema.items, `${path}[]`, required);
  } else if (schema.properties) {
    for (const [key, property] of Object.entries(schema.properties))
      yield* rowsOf(property, path ? `${path}.${key}` : key, required && (schema.required ?? []).includes(key));
    if (Object.keys(schema.properties).length === 0 && path)
      yield { path, form: 'object', mark: 'as its own schema says', description: schema.description ?? '' };
  } else {
    yield { path, form: form(schema, required), mark: mark(schema[MARK] as Mark), description: meaning(schema) };
  }
}

function form(schema: SchemaNode, required: boolean): string {
  const of = schema.enum ? 'code' : schema[VOCABULARY] ? `code of ${String(schema[VOCABULARY])}` : (schema.type ?? '');
  return required ? `${of}, required` : of;
}

function mark(of: Mark): string {
  if (typeof of === 'string') return of;
  const whose = of.subject === 'stream' ? 'the record itself' : `\`${of.subject}\``;
  return of.otherwise
    ? `sealed (${of.field}) if ${whose} names a person, else narrative`
    : `sealed (${of.field}) to ${whose}`;
}

function meaning(schema: SchemaNode): string {
  const values = schema[VALUES] as Readonly<Record<string, string>> | undefined;
  if (!values) return schema.description ?? '';
  return Object.entries(values)
    .map(([code, what]) => `${code}: ${what}`)
    .join(' ');
}
