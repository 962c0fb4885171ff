import { join } from 'node:path';
import { leafOf, redacted, valueAt } from '#catalogue';
import type { EventId } from '#domain';
import type { RecordedEvent } from '#event-store';
import { LogRedactor, type Redactable, SqliteEventStore } from '#event-store/sqlite';
import { removeModels } from '#read-model';
import { withheldIn } from '../copy-log/expected.event.js';

/** What is, or was, still there of withheld texts. Never the texts. */
export interface Removal {
  readonly entry: EventId;
  readonly record: string;
  readonly revision: number;
  /** Of the texts, RFC 6901, from the event. */
  readonly paths: readonly string[];
}

export interface RedactReport {
  readonly log: string;
  /** Whether nothing of what is withheld is left. */
  readonly holds: boolean;
  readonly dryRun: boolean;
  /** Texts that entries of the log withhold, in whatever run they were removed. */
  readonly withheld: number;
  readonly removals: readonly Removal[];
  /** An earlier run was cut off: what it changed is there, and the files were, or are to be, written anew. */
  readonly resumed: boolean;
  /** Files of the read model that were thrown away. */
  readonly readModels: readonly string[];
}

/** Done, and on the disk. A test ends the process there. */
export type Step = 'read models removed' | 'rows changed' | 'log written anew' | 'finished';

export interface Redaction {
  readonly log: string;
  /** The server's DATA_DIR; nothing may have it open. */
  readonly folder: string;
  readonly dryRun: boolean;
  readonly onStep?: (step: Step) => void;
}

/**
 * Removes what the log says is withheld from its file, and throws the read models away, which are filled anew from what
 * is left: rows that were made before a text was withheld hold digests of it, and what SQLite left between its rows.
 * Whatever ends it in between, the next run goes on from there.
 * @throws LogUnavailableError
 */
export async function redactFolder({ log, folder, dryRun, onStep = () => {} }: Redaction): Promise<RedactReport> {
  const withheld = await withheldTexts(log);
  const redactor = LogRedactor.open(log, { readOnly: dryRun });
  try {
    const resumed = redactor.isUnfinished;
    const found = redactablesIn(redactor, withheld);
    const report = {
      log,
      dryRun,
      withheld: [...withheld.values()].reduce((sum, paths) => sum + paths.size, 0),
      removals: found.map(removalOf(withheld)),
      resumed,
      readModels: [] as readonly string[],
    };
    if (found.length === 0 && !resumed) return { ...report, holds: true };
    if (dryRun) return { ...report, holds: false };
    // First, since of the log alone a mark remains of what is still to be done.
    const readModels = removeModels(join(folder, 'read-model'));
    onStep('read models removed');
    redactor.remove(found);
    onStep('rows changed');
    redactor.writeAnew();
    onStep('log written anew');
    redactor.finish();
    onStep('finished');
    return { ...report, readModels, holds: redactablesIn(redactor, withheld).length === 0 };
  } finally {
    redactor.close();
  }
}

type Withheld = ReadonlyMap<EventId, ReadonlySet<string>>;

async function withheldTexts(file: string): Promise<Withheld> {
  const store = await SqliteEventStore.open({ file, readOnly: true });
  try {
    return await withheldIn(store);
  } finally {
    await store.close();
  }
}

/** An entry that the log does not hold, or not with such a text, has nothing to remove. */
function redactablesIn(redactor: LogRedactor, withheld: Withheld): Redactable[] {
  const found: Redactable[] = [];
  for (const [id, paths] of withheld) {
    const event = redactor.event(id);
    if (event === undefined) continue;
    const without = redacted(event, paths);
    if (without === event || (textsLeft(event, paths).length === 0 && event.digest === undefined)) continue;
    // The proofs of the entry are over its leaf.
    if (leafOf(without) !== leafOf(event)) throw new Error(`event ${id} would have another leaf: nothing was changed`);
    found.push({ event, without });
  }
  return found;
}

const removalOf =
  (withheld: Withheld) =>
  ({ event }: Redactable): Removal => ({
    entry: event.id,
    record: event.stream,
    revision: event.revision,
    paths: textsLeft(event, withheld.get(event.id)!),
  });

function textsLeft(event: RecordedEvent, paths: ReadonlySet<string>): string[] {
  const { texts = {} } = event;
  return [...paths].filter(
    (path) => Object.hasOwn(texts, path) && (texts[path]!.salt !== undefined || valueAt(event, path) !== undefined),
  );
}
