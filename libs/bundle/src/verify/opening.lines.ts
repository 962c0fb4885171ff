import type { Parsed } from '../form/strict-json.js';
import { BundleFileError, type BundleFindings } from './bundle.finding.js';
import { utf8, type BundleFolder } from './bundle.folder.js';
import { readLines, type Line } from './line.reader.js';
import { MOST } from './limits.js';

interface Placed {
  readonly index: number;
  readonly path?: string;
}

/** Lines of JSON in rising order, beside something else that rises; in memory one at a time. */
export class PlacedLines<T extends Placed> {
  private readonly lines: Generator<Line> | undefined;
  private next: T | undefined;
  private last: Placed = { index: -1 };
  /** Of the line that is next. */
  number = 0;

  /** @param folder undefined where there is no such file, and need not be */
  constructor(
    folder: BundleFolder | undefined,
    readonly file: string,
    private readonly parse: (line: string) => Parsed<T>,
    private readonly findings: BundleFindings,
  ) {
    this.lines = folder && readLines(folder, file, MOST.line);
    this.advance();
  }

  /** Those of an entry. What comes before it is of an entry that is not held. */
  *at(index: number): Generator<T> {
    for (let item = this.next; item && item.index <= index; item = this.next) {
      if (item.index < index) this.stray(item);
      else yield item;
      this.advance();
    }
  }

  *all(): Generator<T> {
    for (let item = this.next; item; item = this.next) {
      yield item;
      this.advance();
    }
  }

  /** After the last entry. */
  end(): void {
    for (const item of this.all()) this.stray(item);
  }

  private stray({ index, path }: T): void {
    this.tell(this.number, `it is of entry ${index}, which this bundle does not hold`, { index, path });
  }

  private advance(): void {
    this.next = undefined;
    try {
      for (let line = this.lines?.next(); line && !line.done; line = this.lines!.next()) {
        this.number = line.value.number;
        const item = this.read(line.value.bytes);
        if (item) {
          this.next = item;
          return;
        }
      }
    } catch (error) {
      if (!(error instanceof BundleFileError)) throw error;
      this.findings.add(error.finding);
    }
  }

  private read(bytes: Buffer): T | undefined {
    const text = utf8(bytes);
    const parsed = text === undefined ? { wrong: 'it is not UTF-8' } : this.parse(text);
    if ('wrong' in parsed) {
      this.tell(this.number, parsed.wrong);
      return undefined;
    }
    const { index, path } = parsed.value;
    if (isAfter(parsed.value, this.last)) {
      this.last = { index, path };
      return parsed.value;
    }
    this.tell(this.number, 'it stands twice, or is not in rising order', { index, path });
    return undefined;
  }

  private tell(line: number, why: string, where: Partial<Placed> = {}): void {
    const message = `${this.file}, line ${line}: ${why}`;
    const { index, path } = where;
    const place = { ...(index !== undefined && { index }), ...(path !== undefined && { path }) };
    this.findings.add({ kind: 'FORM', file: this.file, line, message, ...place });
  }
}

const isAfter = (a: Placed, b: Placed): boolean =>
  a.index > b.index || (a.index === b.index && (a.path ?? '') > (b.path ?? ''));
