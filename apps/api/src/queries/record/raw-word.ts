import type { EventId, Json, StreamName } from '#domain';
import type { Raw } from '../common/coded.type.js';
import type { Moment } from '../moment/moment.js';

/** The source's own word for a code, from the entry: states keep codes only. */
export async function rawWord(moment: Moment, record: StreamName, entry: EventId, code: string): Promise<Raw | null> {
  const folded = await moment.folded.load(record);
  const found = folded?.entries.find(({ id }) => id === entry);
  return found ? (findCoded(found.data, code) ?? null) : null;
}

function findCoded(value: Json | undefined, code: string): Raw | undefined {
  if (value === undefined || value === null || typeof value !== 'object') return undefined;
  if (!Array.isArray(value) && value['code'] === code && value['raw'] !== undefined) return value['raw'] as Raw;
  for (const inner of Array.isArray(value) ? value : Object.values(value)) {
    const raw = findCoded(inner, code);
    if (raw) return raw;
  }
  return undefined;
}
