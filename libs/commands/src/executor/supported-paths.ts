import type { Problem, SourceReference } from '#domain';
import { valueAt } from '#catalogue';
import type { CommandRequest } from '../command.types.js';

/** Paths that a source is said to support, and that lead nowhere in the entry. */
export function unsupportedPaths({ occurred, attribution, reason, sources, data }: CommandRequest): Problem[] {
  const own = nowhere(sources, { occurred, attribution, reason, data }, [], '/sources');
  const { replacement, kept, sources: replacing } = data;
  // The sources of a correction's replacement are those of the entry as it will stand.
  if (replacement === undefined || replacing === undefined) return own;
  const entry = { occurred: data['occurred'] ?? {}, attribution: data['attribution'] ?? {}, data: replacement };
  const asItStood = ['/occurred', '/attribution'].filter((path) => data[path.slice(1)] === undefined);
  const there = [...(kept as string[]), ...asItStood];
  return [...own, ...nowhere(replacing as unknown as SourceReference[], entry, there, '/data/sources')];
}

function nowhere(
  sources: readonly SourceReference[] | undefined,
  entry: object,
  there: readonly string[],
  at: string,
): Problem[] {
  return (sources ?? []).flatMap(({ supports }, n) =>
    (supports ?? []).flatMap((path, m): Problem[] => {
      const known = valueAt(entry, path) !== undefined || there.some((p) => path === p || path.startsWith(`${p}/`));
      if (known) return [];
      const expected = 'the path of something that is in the entry, such as /data or /occurred';
      return [{ path: `${at}/${n}/supports/${m}`, expected, actual: path }];
    }),
  );
}
