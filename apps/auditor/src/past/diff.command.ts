import type { Command } from 'commander';
import { EXIT, type Exit } from '../exit-codes.js';
import type { AnsweringRecord } from '../server/graphql.server.js';
import { tokenOption } from '../server/token.option.js';
import { openSource } from '../source/open-source.js';
import { type RecordSource, tellLeftOut } from '../source/record.source.js';
import { addSourceOptions, type SourceOptions } from '../source/source.options.js';
import { several } from '../verifier-key.option.js';
import { filterOf, MOMENT_FORM, momentOf } from './moment.option.js';

interface Options extends SourceOptions {
  readonly token?: string;
  readonly from: string;
  readonly to?: string;
  readonly zone?: string;
  readonly record: readonly string[];
  readonly filter?: string;
  readonly proofs: boolean;
  readonly json: boolean;
}

const DIFF = `query ($from: AsOfInput!, $to: AsOfInput, $zone: String, $filter: ChangesFilter, $after: String) {
  changes(from: $from, to: $to, zone: $zone, filter: $filter, first: 20, after: $after) {
    from to
    nodes {
      record change before { revision } after { revision }
      entries {
        change event { id index type recordedAt }
        entry { id headline { text } occurred { text } sources { source { id publisher url } } }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface EntryChange {
  readonly change: string;
  readonly event: { readonly id: string; readonly index: number; readonly type: string; readonly recordedAt: string };
  readonly entry: { readonly headline: { readonly text: string }; readonly sources: readonly Source[] } | null;
  readonly proof?: string | null;
}
interface Source {
  readonly source: { readonly id: string; readonly publisher: string | null };
}
interface RecordChange {
  readonly record: string;
  readonly change: string;
  readonly entries: readonly EntryChange[];
}
interface Page {
  readonly changes: {
    readonly from: number | null;
    readonly to: number | null;
    readonly nodes: readonly RecordChange[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** @param end takes the exit code */
export function addDiff(program: Command, end: (code: Exit) => void): void {
  addSourceOptions(program.command('diff'))
    .summary('tells what changed between two moments, with its events, sources and proofs')
    .description(
      'Each record that changed between two moments, with what was added, corrected, withdrawn, erased or withheld. ' +
        'Between two moments of what was public, of the records that are named.',
    )
    .addOption(tokenOption('to see what that token may'))
    .requiredOption('--from <moment>', `the earlier moment: ${MOMENT_FORM}`)
    .option('--to <moment>', 'the later moment, inclusive; by default the present')
    .option('--zone <zone>', "in which a date ends; the server's by default")
    .option('--record <id>', 'only of this record; may be repeated', several, [])
    .option('--filter <json>', 'only incidents that matched at either moment: {"region":{"in":["US-MN"]}}')
    .option('--proofs', 'with the proof of each event (C2SP tlog-proof); in JSON', false)
    .option('--json', 'print all of it as JSON', false)
    .action(async (options: Options) => end(await run(options)));
}

async function run(options: Options): Promise<Exit> {
  const { token, from, to, zone, record, filter, json, proofs } = options;
  const moments = { from: momentOf('from', from), to: to === undefined ? null : momentOf('to', to) };
  const asked = {
    zone,
    filter: { records: record.length > 0 ? record : null, incidents: filterOf(filter) },
  };
  const source = await openSource(options, { token, about: record, isQuiet: json || proofs });
  try {
    const leftOut = [...(await source.requireTellable(record))];
    const { records, ...ends } = await changesOf(source, {
      ...asked,
      from: source.momentOf(moments.from),
      to: moments.to && source.momentOf(moments.to),
    });
    const others = records.map((changed) => changed.record).filter((id) => !record.includes(id));
    leftOut.push(...(await source.requireTellable(others)));
    tellLeftOut(source, [...new Set(leftOut)]);
    const told = proofs ? await withProofs(source, records) : records;
    process.stdout.write(
      json || proofs
        ? `${JSON.stringify({ ...ends, records: told }, null, 2)}\n`
        : told.map(textOf).join('') || 'Nothing changed.\n',
    );
    return EXIT.holds;
  } finally {
    await source.close();
  }
}

async function changesOf(source: AnsweringRecord, asked: object) {
  const records: RecordChange[] = [];
  for (let after: string | null = null; ;) {
    const { changes }: Page = await source.ask<Page>(DIFF, { ...asked, after });
    records.push(...changes.nodes);
    if (!changes.pageInfo.hasNextPage) return { from: changes.from, to: changes.to, records };
    after = changes.pageInfo.endCursor;
  }
}

/** Null where an event is not sealed yet. */
const withProofs = (source: RecordSource, records: readonly RecordChange[]): Promise<RecordChange[]> =>
  Promise.all(
    records.map(async (one) => {
      const entries: EntryChange[] = [];
      for (const entry of one.entries) entries.push({ ...entry, proof: await source.proofOf(entry.event) });
      return { ...one, entries };
    }),
  );

const textOf = ({ record, change, entries }: RecordChange): string =>
  `${record}  ${change}\n${entries.map(lineOf).join('')}`;

function lineOf({ change, event, entry }: EntryChange): string {
  const sources = (entry?.sources ?? []).map(({ source }) => source.publisher ?? source.id).join(', ');
  const what = entry?.headline.text ?? event.type;
  return `  ${String(event.index).padStart(7)}  ${event.recordedAt}  ${change.padEnd(10)} ${what}${sources && `  [${sources}]`}\n`;
}
