import type { Attribution, JsonObject, Occurred, SourceReference, StoredEvent } from '../shared/envelope.js';
import type { Entry, SealedReference } from '../shared/entry.js';
import type { EventId } from '../shared/ids.js';
import { RECORD_EVENTS } from './record.events.js';

const ON_EVERY_RECORD: ReadonlySet<string> = new Set(RECORD_EVENTS.map((declaration) => declaration.type));

/** Events that are about the record or its entries, and not part of what an aggregate folds. */
export const isAboutEntries = (type: string): boolean => ON_EVERY_RECORD.has(type);

export interface EntryStanding {
  readonly event: StoredEvent;
  /** The entry as it stands: the original, or the correction that counts. */
  readonly entry: Entry;
  /** The event that withdrew it, where it does not count now. */
  readonly withdrawnBy?: EventId;
  /** Every correction of it, in log order, withdrawn ones included. */
  readonly corrections: readonly { readonly id: EventId; readonly withdrawn: boolean; readonly event: StoredEvent }[];
}

interface Correction {
  readonly entry: EventId;
  readonly type: string;
  readonly schema: number;
  readonly replacement: JsonObject;
  readonly kept: readonly string[];
  readonly occurred?: Occurred;
  readonly attribution?: Attribution;
  readonly sources?: readonly SourceReference[];
}

/**
 * A stream's events as entries, in log order, with corrections in their place and withdrawals marked.
 * Events about entries have no place of their own.
 */
export function effectiveEntries(events: readonly StoredEvent[]): EntryStanding[] {
  const corrections = new Map<EventId, StoredEvent[]>();
  const withdrawn = new Map<EventId, EventId>();
  for (const event of events) {
    if (!ON_EVERY_RECORD.has(event.type)) continue;
    const target = event.data['entry'] as EventId;
    if (event.type === 'EntryCorrected') corrections.set(target, [...(corrections.get(target) ?? []), event]);
    else if (event.type === 'EntryWithdrawn') withdrawn.set(target, event.id);
    else if (event.type === 'EntryReinstated') withdrawn.delete(target);
  }
  return events
    .filter((event) => !ON_EVERY_RECORD.has(event.type))
    .map((event) => {
      const all = (corrections.get(event.id) ?? []).map((correction) => ({
        id: correction.id,
        withdrawn: withdrawn.has(correction.id),
        event: correction,
      }));
      const withdrawnBy = withdrawn.get(event.id);
      return {
        event,
        entry: entryWith(
          event,
          all.filter((correction) => !correction.withdrawn).map((correction) => correction.event),
        ),
        corrections: all,
        ...(withdrawnBy ? { withdrawnBy } : {}),
      };
    });
}

/** The event as an entry, uncorrected. */
export function entryOf(event: StoredEvent): Entry {
  const { id, stream, revision, type, schema, recordedAt, occurred, attribution, sources, reason, actor } = event;
  return {
    id,
    stream,
    revision,
    type,
    schema,
    recordedAt,
    occurred,
    ...(attribution ? { attribution } : {}),
    sources: sources ?? [],
    ...(reason ? { reason } : {}),
    actor,
    data: event.data,
    ...(event.acknowledged ? { acknowledged: event.acknowledged } : {}),
    sealed: ownSealed(event),
  };
}

const ownSealed = (event: StoredEvent): SealedReference[] =>
  (event.sealed ?? []).map(({ path, subject, commitment }) => ({
    at: path,
    event: event.id,
    path,
    subject,
    commitment,
  }));

const REPLACEMENT = '/data/replacement';

/**
 * The entry with the corrections that count, in log order. Each replaces the whole of the data; when it happened, who
 * says so and the sources stay as they stood where a correction says nothing of them, or a second one, of a word, would
 * undo the first, of the date.
 */
export const entryWith = (original: StoredEvent, corrections: readonly StoredEvent[]): Entry =>
  corrections.reduce((before, correction) => corrected(original, before, correction), entryOf(original));

function corrected(original: StoredEvent, before: Entry, correction: StoredEvent): Entry {
  const { replacement, schema, kept, occurred, attribution, sources } = correction.data as unknown as Correction;
  const fresh = ownSealed(correction)
    .filter((sealed) => sealed.path.startsWith(`${REPLACEMENT}/`))
    .map((sealed) => ({ ...sealed, at: `/data${sealed.path.slice(REPLACEMENT.length)}` }));
  return {
    ...before,
    schema,
    data: replacement,
    occurred: occurred ?? before.occurred,
    ...(attribution ? { attribution } : {}),
    sources: sources ?? before.sources,
    sealed: [...ownSealed(original).filter((sealed) => kept.includes(sealed.at)), ...fresh],
    correctedBy: correction.id,
  };
}
