import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface FoundFile {
  /** From the bundle's folder, with slashes. */
  readonly path: string;
  readonly bytes: number;
}
/** Something that a bundle does not hold: a link, a device, a folder without end. */
export interface OddFile {
  readonly path: string;
  readonly odd: string;
}

/** Levels of folders; tiles of a log of 10^15 entries lie seven deep. */
const DEEPEST = 12;

type Wanted = (found: { readonly path: string; readonly isFolder: boolean }) => boolean;

/**
 * Every file below a folder, by code unit of its whole path, which is how manifests are sorted. Links are not followed.
 * In memory is one folder for each level.
 *
 * @param below where to begin, with a slash at its end
 */
export function* walk(
  folder: string,
  below = '',
  level = 0,
  wanted: Wanted = () => true,
): Generator<FoundFile | OddFile> {
  if (!lstatSync(join(folder, below)).isDirectory()) {
    yield { path: below.slice(0, -1), odd: 'is no folder' };
    return;
  }
  const found = readdirSync(join(folder, below), { withFileTypes: true })
    .map((entry) => ({
      path: below + entry.name,
      entry,
      // `a.txt` comes before `a/b`, and `a0` after it.
      key: entry.isDirectory() ? `${entry.name}/` : entry.name,
    }))
    .filter(({ path, entry }) => wanted({ path, isFolder: entry.isDirectory() }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  for (const { path, entry } of found) {
    if (entry.isDirectory()) {
      if (level < DEEPEST) yield* walk(folder, `${path}/`, level + 1, wanted);
      else yield { path, odd: `is a folder more than ${DEEPEST} deep` };
    } else if (entry.isFile()) yield { path, bytes: lstatSync(join(folder, path)).size };
    else yield { path, odd: entry.isSymbolicLink() ? 'is a link' : 'is no file' };
  }
}
