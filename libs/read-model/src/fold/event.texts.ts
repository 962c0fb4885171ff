import { valueAt } from '#catalogue';
import type { StoredEvent } from '#domain';

const MENTION = /@\[[^\]]*\]/g;

/**
 * The words of an event that can be searched: its narrative values, those of its content only (a source's span and a
 * reason are not what the record says). Addresses are no words; mentions stand for what only some may read.
 */
export function searchableText(event: StoredEvent): string {
  if (!event.texts) return '';
  const words: string[] = [];
  for (const path in event.texts) {
    if (!path.startsWith('/data/')) continue;
    const value = valueAt(event, path);
    if (typeof value === 'string' && !value.startsWith('http')) words.push(value.replace(MENTION, ' '));
  }
  return words.join('\n');
}
