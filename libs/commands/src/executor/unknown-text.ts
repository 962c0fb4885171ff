import type { StreamName } from '#domain';
import type { CommandRefusal, CommandRequest, EntryLocator } from '../command.types.js';
import type { RecordLoader } from './record-loader.js';
import { entryOf } from './references.js';

/** Paths that a refusal names; an entry may hold hundreds of texts. */
const NAMED = 20;

/**
 * Why the text that is to be withheld is none. Only narrative values can be left out of an event: without a code or a
 * reference it could not be read any more, and a withheld text is never shown again.
 */
export async function unknownText(
  { type, data }: CommandRequest,
  stream: StreamName,
  records: RecordLoader,
  locator: EntryLocator,
): Promise<CommandRefusal | undefined> {
  if (type !== 'TextWithheld') return undefined;
  const { entry, path } = data as { entry: string; path: string };
  const texts = Object.keys((await entryOf(entry, stream, records, locator))?.texts ?? {}).sort();
  // What an operational event commits to as a whole is no text.
  const known = texts.filter((text) => text !== '/data');
  if (known.includes(path)) return undefined;
  const which = known.slice(0, NAMED).join(', ') + (known.length > NAMED ? ' …' : '');
  return {
    code: 'UNKNOWN_ITEM',
    message: `Entry ${entry} has no text at ${path}: ${
      known.length > 0 ? `its texts are at ${which}` : 'it has no texts'
    }. Codes, dates and references cannot be withheld.`,
    path: '/data/path',
    details: { known },
  };
}
