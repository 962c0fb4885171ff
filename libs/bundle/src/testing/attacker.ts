import { createHash } from 'node:crypto';
import { cpSync, existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Paths of all files, sorted as manifests are. */
export const filesOf = (folder: string, below = ''): string[] =>
  readdirSync(join(folder, below), { recursive: true, encoding: 'utf8' })
    .map((name) => (below ? `${below}/${name}` : name))
    .filter((path) => lstatSync(join(folder, path)).isFile())
    .sort();

/** Someone who has the folder, and can compute a digest. */
export class Attacker {
  constructor(readonly folder: string) {}

  /** A copy to spoil. */
  static with(bundle: string, folder: string): Attacker {
    cpSync(bundle, folder, { recursive: true });
    return new Attacker(folder);
  }

  read(path: string): Buffer {
    return readFileSync(join(this.folder, path));
  }

  write(path: string, content: string | Uint8Array): this {
    writeFileSync(join(this.folder, path), content);
    return this;
  }

  edit(path: string, change: (text: string) => string): this {
    const before = this.read(path).toString('utf8');
    const after = change(before);
    if (after === before) throw new Error(`nothing was changed in ${path}`);
    return this.write(path, after);
  }

  /** Edits the lines of a file of JSON lines. */
  lines(path: string, change: (lines: Line[]) => Line[]): this {
    return this.edit(path, (text) =>
      change(
        text
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line) as Line),
      )
        .map((line) => `${JSON.stringify(line)}\n`)
        .join(''),
    );
  }

  /** Makes the bag whole again, as its maker would. */
  mend(): this {
    const payload = filesOf(this.folder, 'data');
    const line = (path: string) => `${sha256(this.read(path))}  ${path}\n`;
    this.write('manifest-sha256.txt', payload.map(line).join(''));
    const bytes = payload.reduce((sum, path) => sum + this.read(path).length, 0);
    if (existsSync(join(this.folder, 'bag-info.txt')))
      this.write(
        'bag-info.txt',
        this.read('bag-info.txt')
          .toString()
          .replace(/Payload-Oxum: .*/, `Payload-Oxum: ${bytes}.${payload.length}`),
      );
    const tags = filesOf(this.folder).filter((path) => !path.startsWith('data/') && path !== 'tagmanifest-sha256.txt');
    return this.write('tagmanifest-sha256.txt', tags.map(line).join(''));
  }
}

// oxlint-disable-next-line typescript/no-explicit-any
export type Line = Record<string, any>;
