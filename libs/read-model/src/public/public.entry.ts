import type { Entry, JsonObject, SourceReference } from '#domain';
import { withoutPart } from './without.part.js';
import type { IsPublic } from './public.record.js';

/**
 * The entry with the sources that were public and what they support; undefined where none was, or where what they do
 * not support is more than can be left out. When it happened is then unknown.
 */
export function publicEntry(entry: Entry, isPublic: IsPublic): Entry | undefined {
  const sources = entry.sources.filter(({ source }) => isPublic(source));
  if (sources.length === 0) return undefined;
  if (sources.length === entry.sources.length) return entry;
  const supported = sources.flatMap(pathsOf);
  const missing = entry.sources
    .filter(({ source }) => !isPublic(source))
    .flatMap(pathsOf)
    .filter((path) => !supported.some((known) => isWithin(path, known)))
    // The inner and the later parts first: what is left out moves what comes after it.
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));

  let data: JsonObject | undefined = entry.data;
  for (const path of missing.filter((one) => isWithin(one, '/data'))) data &&= withoutPart(entry.type, data, path);
  if (!data) return undefined;
  const undated = missing.some((path) => isWithin(path, '/occurred'));
  return {
    ...entry,
    sources,
    ...(undated ? { occurred: { edtf: 'XXXX', zone: entry.occurred.zone } } : {}),
    data,
    sealed: entry.sealed.filter(({ at }) => !missing.some((path) => isWithin(at, path))),
  };
}

/** What a source is for: without `supports`, what happened and when. */
const pathsOf = ({ supports }: SourceReference): readonly string[] => supports ?? ['/data', '/occurred'];

const isWithin = (path: string, part: string): boolean => path === part || path.startsWith(`${part}/`);
