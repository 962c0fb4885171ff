import { readFile } from 'node:fs/promises';
import type { Recorder } from '../../apps/demo/src/loading/recorder.js';
import { loadScenario } from '../../apps/demo/src/loading/load-scenario.js';
import { MINNEAPOLIS } from '../../apps/demo/src/minneapolis/index.js';
import type { Recorded } from '../../apps/demo/src/scenario/resolve.js';
import type { Chapter, Step } from '../../apps/demo/src/scenario/step.js';
import { type Someone, someone } from '../support/actors.js';
import { readIndex } from '../support/log-head.js';
import { type RunningServer, startFreshServer } from '../support/server.js';

const FROM_ROOT = new URL('../../../', import.meta.url);

/** A server with the whole story on record, and what is needed to ask about it. */
export interface Story {
  readonly server: RunningServer;
  readonly editor: Someone;
  /** Index of the last entry of the article, and of the last of all. */
  readonly article: number;
  readonly end: number;
  record(step: Step): string;
  entry(step: Step): string;
  /** The answer to a question of `docs/queries`, with labels in the place of ids. */
  ask(question: string, variables?: object, asked?: Recorder): Promise<unknown>;
}

export async function tellTheStory(): Promise<Story> {
  const server = await startFreshServer();
  const editor = await someone(server, 'EDITOR');
  const recorded = new Map<string, Recorded>();
  const ends: number[] = [];
  // Each chapter again from the first: what is on record is recognised, and the index after each is known.
  for (const [n] of MINNEAPOLIS.entries()) {
    const chapters: readonly Chapter[] = MINNEAPOLIS.slice(0, n + 1);
    for (const [label, ids] of (await loadScenario(chapters, editor)).recorded) recorded.set(label, ids);
    ends.push(await readIndex(editor.client));
  }
  const of = ({ label }: Step) => recorded.get(label)!;
  const label = labels(recorded, ends[1]!);
  return {
    server,
    editor,
    article: ends[1]!,
    end: ends[2]!,
    record: (step) => of(step).record,
    entry: (step) => of(step).entry,
    async ask(question, variables = {}, asked = editor) {
      const query = await readFile(new URL(`docs/queries/${question}.graphql`, FROM_ROOT), 'utf8');
      return label(await asked.client.ask(query, variables));
    },
  };
}

/** The whole answer that a question must get. */
export async function answerTo(question: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(`test/minneapolis/answers/${question}.json`, FROM_ROOT), 'utf8'));
}

/** Fields that hold places in the log; what is recorded before the story may change, so they are told from its middle. */
const PLACES: ReadonlySet<string> = new Set(['index', 'treeSize', 'from', 'to']);
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const HOUR = 3_600_000;

/** Ids differ from run to run, and what was recorded just now was recorded at no fixed time: both get names. */
function labels(recorded: ReadonlyMap<string, Recorded>, article: number): (value: unknown) => unknown {
  const names = new Map<string, string>();
  for (const [label, { record, entry }] of recorded) {
    names.set(entry, `entry: ${label}`);
    if (!names.has(record)) names.set(record, label);
  }
  const named = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const isRecent = INSTANT.test(value) && Math.abs(Date.now() - Date.parse(value)) < HOUR;
      return isRecent ? '(just now)' : (names.get(value) ?? value);
    }
    if (Array.isArray(value)) return value.map(named);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        PLACES.has(key) && typeof inner === 'number' ? `the end of the article + ${inner - article}` : named(inner),
      ]),
    );
  };
  return named;
}
