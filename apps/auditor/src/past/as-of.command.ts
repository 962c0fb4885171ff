import type { Command } from 'commander';
import { UsageError } from '../usage.error.js';
import { EXIT, type Exit } from '../exit-codes.js';
import type { AnsweringRecord } from '../server/graphql.server.js';
import { tokenOption } from '../server/token.option.js';
import { openSource } from '../source/open-source.js';
import { tellLeftOut } from '../source/record.source.js';
import { addSourceOptions, type SourceOptions } from '../source/source.options.js';
import { filterOf, MOMENT_FORM, momentOf } from './moment.option.js';

interface Options extends SourceOptions {
  readonly token?: string;
  readonly at: string;
  readonly zone?: string;
  readonly filter?: string;
  readonly json: boolean;
}

const ENTRIES = `entries(first: 100) {
  nodes {
    id index type recordedAt occurred { text } headline { text } withdrawnBy correctedBy retractedBy
    sources { source { id publisher url } }
  }
  pageInfo { hasNextPage }
}`;
const INCIDENT = `id revision title { text } occurred { text } places { locality region }
  investigationStatus { status } stale overdue disputed { value }
  investigations { id status lead { name } } cases { id } statements { id summary { text } }`;
const MOMENT = 'index at treeSize root';
const KINDS = ['Incident', 'Investigation', 'Case', 'Statement', 'Agency', 'Person', 'Source'];

const ONE = `query ($asOf: AsOfInput!, $zone: String, $id: ID!) {
  record(asOf: $asOf, zone: $zone) {
    ${MOMENT}
    node(id: $id) { __typename id revision ... on Incident { ${INCIDENT} } ${KINDS.map((kind) => `... on ${kind} { ${ENTRIES} }`).join(' ')} }
  }
}`;
const LIST = `query ($asOf: AsOfInput!, $zone: String, $filter: IncidentFilter, $after: String) {
  record(asOf: $asOf, zone: $zone) {
    ${MOMENT}
    incidents(filter: $filter, first: 50, after: $after) { nodes { ${INCIDENT} } pageInfo { hasNextPage endCursor } }
  }
}`;

interface Page {
  readonly record: {
    readonly index: number;
    readonly incidents: {
      readonly nodes: readonly unknown[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    };
  };
}

/** @param end takes the exit code */
export function addAsOf(program: Command, end: (code: Exit) => void): void {
  addSourceOptions(program.command('as-of [record]'))
    .summary('shows a record, or a list of incidents, as it stood at a moment')
    .description(
      'Prints as JSON what a server, the data folder of one, or an exported bundle answers of a moment: one record with ' +
        'its first hundred entries, or all incidents that a filter lets through. The tree size and root of the moment ' +
        'come with it.',
    )
    .addOption(tokenOption('to see what that token may'))
    .requiredOption('--at <moment>', MOMENT_FORM)
    .option('--zone <zone>', "in which a date ends; the server's by default")
    .option('--filter <json>', 'which incidents, instead of one record: {"region":{"in":["US-MN"]}}')
    .option('--json', 'as it is without: the answer is JSON; no progress is shown', false)
    .action(async (record: string | undefined, options: Options) => end(await run(record, options)));
}

async function run(record: string | undefined, options: Options): Promise<Exit> {
  const { token, at, zone, filter, json } = options;
  if ((record === undefined) === (filter === undefined))
    throw new UsageError('name one record, or give a --filter (of all incidents: {})');
  const moment = momentOf('at', at);
  const asked = filterOf(filter);
  const source = await openSource(options, { token, about: record === undefined ? 'LIST' : [record], isQuiet: json });
  try {
    const when = { asOf: source.momentOf(moment), zone };
    if (record === undefined) return await printList(source, { ...when, filter: asked });
    tellLeftOut(source, await source.requireTellable([record]));
    return await printOne(source, { ...when, id: record });
  } finally {
    await source.close();
  }
}

async function printOne(source: AnsweringRecord, asked: { readonly id: string }): Promise<Exit> {
  const { record } = await source.ask<{ record: { node: unknown } }>(ONE, asked);
  print(record);
  if (record.node !== null) return EXIT.holds;
  process.stderr.write(`There is no ${asked.id} on record at that moment.\n`);
  return EXIT.doesNotHold;
}

async function printList(source: AnsweringRecord, asked: object): Promise<Exit> {
  const incidents: unknown[] = [];
  for (let after: string | null = null; ;) {
    const { record: page }: Page = await source.ask<Page>(LIST, { ...asked, after });
    incidents.push(...page.incidents.nodes);
    if (page.incidents.pageInfo.hasNextPage) after = page.incidents.pageInfo.endCursor;
    else {
      print({ ...page, incidents });
      return EXIT.holds;
    }
  }
}

const print = (value: unknown) => process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
