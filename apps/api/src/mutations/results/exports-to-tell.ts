import type { EventId, IssuedExport, LogIndex, StoredEvent, StreamName } from '#domain';
import type { IndexedEntry, ReadModel } from '#read-model';
import type { Config } from '../../config/index.js';
import { RequestScope } from '../../graphql/request-scope.js';
import { Moments } from '../../queries/moment/moments.js';
import type { ReadingVault } from '../../queries/moment/reading.js';
import { exportsHolding, type Removed } from '../../queries/record/exports-holding.js';
import type { LookBack } from './look-back.js';

/** Recipients that a message names. */
const NAMED = 5;

/** Warns that copies were given out that hold what an entry removes. */
export function exportsToTell(model: ReadModel, vault: ReadingVault, config: Config): LookBack {
  const moments = new Moments(model, vault, config);
  return async (event, at, { viewer }) => {
    const removed = removedBy(event, at, model);
    if (!removed) return [];
    const { reading, source } = moments.at(at.index, { scope: new RequestScope(), viewer });
    const exports = await exportsHolding(reading, source.snapshot!, removed);
    if (exports.length === 0) return [];
    return [
      {
        code: 'EXPORTED_EARLIER',
        message: `${exports.length === 1 ? 'An export that was made earlier holds' : `${exports.length} exports that were made earlier hold`} ${removed.record}: tell ${named(exports)}.`,
        details: { exports: exports.map(({ exportId }) => exportId) },
      },
    ];
  };
}

function removedBy({ type, stream, data }: StoredEvent, at: IndexedEntry, model: ReadModel): Removed | undefined {
  if (type === 'PersonalDataErased') return since(stream, model.at(at.index).record(stream)?.firstIndex, at.index);
  if (type !== 'TextWithheld') return undefined;
  const held = model.locate(data['entry'] as EventId);
  return held && since(held.record, held.index, at.index);
}

const since = (record: StreamName, from: LogIndex | undefined, until: LogIndex): Removed | undefined =>
  from === undefined ? undefined : { record, from, until };

function named(exports: readonly IssuedExport[]): string {
  const known = [...new Set(exports.flatMap(({ recipient }) => recipient ?? []))];
  const shown = known.slice(0, NAMED).join(', ');
  const rest = known.length > NAMED ? ` and ${known.length - NAMED} more` : '';
  const unnamed = exports.some(({ recipient }) => recipient === undefined);
  return [`${shown}${rest}`, unnamed ? 'whoever received those that name nobody' : ''].filter(Boolean).join(', and ');
}
