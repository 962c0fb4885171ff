import { FILES, formatEntryLine, formatPersonal, stateFile } from '#bundle';
import type { EventId, StoredEvent, StreamName } from '#domain';
import { formatOpening } from '#ledger';
import { AnswerError, type GraphQLServer } from '../server/graphql.server.js';
import { type Exported, OccurringTypes, sorted, writeHead } from './bundle.parts.js';
import { caseOf } from './case.closure.js';
import type { ContentWriter } from './content.writer.js';
import { type FixedTree, NotAsSealedError } from './fixed.tree.js';
import type { RecordStates } from './states.js';
import type { HeldEvent } from './told.event.js';
import type { ToldHistory } from './told.history.js';

export interface CaseSources {
  readonly server: GraphQLServer;
  readonly fixed: FixedTree;
  readonly history: ToldHistory;
  readonly states: RecordStates;
  readonly withPersonal: boolean;
  readonly onProgress: (what: string, done: number, of: number) => void;
}

/** Incidents with all that bears on them. @throws NotAsSealedError, AnswerError, UsageError */
export async function exportCase(
  incidents: readonly StreamName[],
  sources: CaseSources,
  content: ContentWriter,
): Promise<Exported> {
  const { server, fixed, history, states, withPersonal, onProgress } = sources;
  const chosen = sorted(new Set(incidents));
  const held = await caseOf(chosen, { server, index: fixed.size - 1, history }, (done, of) =>
    onProgress('records', done, of),
  );
  const records = sorted(held.keys());
  const ofRecords = [...held.values()].flat();
  const ofLog = await logEvents(history, new Set(ofRecords.map(({ event }) => event.id)));
  const events = [...ofRecords, ...ofLog].sort((a, b) => a.index - b.index);
  await requireTexts(server, events);
  const log = logIdOf(events[0]);
  writeHead(content, fixed, {
    log,
    scope: { kind: 'CASE', incidents: chosen },
    records: records.map((id) => ({ id, entries: held.get(id)!.length })),
    personal: withPersonal ? 'AS_DISCLOSED' : 'NONE',
  });
  const types = new OccurringTypes();
  for (const [n, { index, leaf, event }] of events.entries()) {
    const proof = (await fixed.tree.inclusionProof(index)).map((hash) => hash.toString('base64'));
    content.append(FILES.entries, formatEntryLine({ index, leaf, proof }));
    types.add(event);
    onProgress('entries', n + 1, events.length);
  }
  content.append(FILES.texts, '');
  for (const { texts } of events) for (const text of texts) content.append(FILES.texts, formatOpening(text));
  const personal = withPersonal ? events.flatMap((one) => one.personal) : [];
  // The file is there wherever it is said to be, if with nothing in it.
  if (withPersonal) content.append(FILES.personal, personal.map(formatPersonal).join(''));
  for await (const [id, state] of states.of(records)) content.write(stateFile(id), state);
  types.write(content);
  return {
    logId: log,
    newest: events.map(({ event }) => event.recordedAt).reduce((a, b) => (a > b ? a : b)),
    records,
    counts: {
      records: records.length,
      entries: events.length,
      texts: events.reduce((sum, { texts }) => sum + texts.length, 0),
      personal: personal.length,
    },
  };
}

/** Of the log's own events: that it was opened, its keys, and which of the texts held here were withheld. */
async function logEvents(history: ToldHistory, entries: ReadonlySet<EventId>): Promise<HeldEvent[]> {
  const own: HeldEvent[] = [];
  for await (const held of history.of('log')) if (isOfCase(held.event, entries)) own.push(held);
  return own;
}

const isOfCase = ({ type, data }: StoredEvent, entries: ReadonlySet<EventId>): boolean =>
  type === 'LogOpened' ||
  type === 'SigningKeyRotated' ||
  (type === 'TextWithheld' && entries.has(data['entry'] as EventId));

function logIdOf(first: HeldEvent | undefined): string {
  if (first?.index !== 0 || first.event.type !== 'LogOpened')
    throw new NotAsSealedError('the first entry of the log is not the one that opens it');
  return first.event.data['logId'] as string;
}

const WITHHELD = '{ node(id: "log") { ... on Log { withheld { entry path } } } }';
interface Withheld {
  readonly node: { readonly withheld: readonly { readonly entry: EventId; readonly path: string }[] } | null;
}

/** A text may be gone only where an entry that the bundle holds withholds it. */
async function requireTexts(server: GraphQLServer, events: readonly HeldEvent[]): Promise<void> {
  const here = new Set(
    events.flatMap(({ event: { type, data } }) =>
      type === 'TextWithheld' ? [`${String(data['entry'])} ${String(data['path'])}`] : [],
    ),
  );
  const gone = events.flatMap(({ index, event, gone: paths }) =>
    paths.filter((path) => !here.has(`${event.id} ${path}`)).map((path) => ({ index, id: event.id, path })),
  );
  const [first] = gone;
  if (!first) return;
  const since = (await server.ask<Withheld>(WITHHELD, {})).node?.withheld ?? [];
  if (since.some(({ entry, path }) => entry === first.id && path === first.path))
    throw new AnswerError(
      `the text at ${first.path} of the event at index ${first.index} was withheld after this checkpoint: export at a newer one, that has the entry which withholds it`,
    );
  throw new NotAsSealedError(
    `the text at ${first.path} of the event at index ${first.index} (${first.id}) is gone, and no entry withholds it`,
  );
}
