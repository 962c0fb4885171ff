import { leafOf } from '#catalogue/form';
import { LedgerAlarm } from './alarm.js';
import type { StoredEvent } from '#domain';

/** Members of the leaf that differ; undefined where one of the two is not JSON. */
export function changedMembers(sealed: Buffer, leaf: string): string[] | undefined {
  try {
    const [a, b] = [JSON.parse(sealed.toString('utf8')), JSON.parse(leaf)] as [
      Record<string, unknown>,
      Record<string, unknown>,
    ];
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
    return keys.filter((key) => JSON.stringify(a[key]) !== JSON.stringify(b[key]));
  } catch {
    return undefined;
  }
}

const name = ({ id, stream, revision, type }: Pick<StoredEvent, 'id' | 'stream' | 'revision' | 'type'>) =>
  `${type} ${id} (${stream}, revision ${revision})`;

/** The event of a sealed entry, for messages. */
export function nameOfEntry(sealed: Buffer): string {
  try {
    return name(JSON.parse(sealed.toString('utf8')) as StoredEvent);
  } catch {
    return 'something that is no leaf';
  }
}

export const nameOfEvent = name;

const ADVICE =
  'Nothing more is signed. The log was altered after it was sealed, or is another one: compare it with a backup, and ' +
  'tell who relies on the record';

export function entryChanged(index: number, sealed: Buffer, event: StoredEvent): LedgerAlarm {
  const changed = changedMembers(sealed, leafOf(event));
  const isSame = changed && !changed.includes('id');
  const what = isSame
    ? `differs from what was sealed in ${changed.join(', ')}`
    : `stands where ${nameOfEntry(sealed)} was sealed`;
  const message = `entry ${index}: ${name(event)} ${what}. ${ADVICE}`;
  return new LedgerAlarm('ENTRY_CHANGED', message, { index, eventId: event.id });
}
