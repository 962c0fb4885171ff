import { catalogue, schemaDocument } from '#catalogue';
import { EXPORT_FORM, type ExportDescription, FILES, formatExport, type HeldRecord, schemaFile } from '#bundle';
import type { StreamName } from '#domain';
import type { ContentWriter } from './content.writer.js';
import { type FixedTree, NotAsSealedError } from './fixed.tree.js';

/** What was written, for the label and the report. */
export interface Exported {
  readonly logId: string;
  /** UTC, of the newest entry held. */
  readonly newest: string;
  /** Every record held but the log's own, sorted; undefined where it is the whole log. */
  readonly records?: readonly StreamName[];
  readonly counts: Readonly<Record<'records' | 'entries' | 'texts' | 'personal', number>>;
}

/** What every bundle begins with. */
export function writeHead(
  content: ContentWriter,
  { checkpoint, note, vkeys }: FixedTree,
  said: {
    readonly log: string;
    readonly scope: ExportDescription['scope'];
    readonly records: readonly HeldRecord[];
    readonly personal: ExportDescription['personal'];
  },
): void {
  const { origin, size, root } = checkpoint;
  content.write(
    FILES.export,
    formatExport({ form: EXPORT_FORM, origin, size, root: root.toString('base64'), ...said }),
  );
  content.write(FILES.checkpoint, note);
  content.write(FILES.keys, vkeys.map((vkey) => `${vkey}\n`).join(''));
}

/** The schemas of the types that occur. */
export class OccurringTypes {
  private readonly found = new Set<string>();

  add({ type, schema }: { readonly type: string; readonly schema: number }): void {
    this.found.add(`${type} ${schema}`);
  }

  write(content: ContentWriter): void {
    for (const one of [...this.found].sort()) {
      const [type, schema] = one.split(' ') as [string, string];
      const compiled = catalogue.find(type, Number(schema));
      if (!compiled)
        throw new NotAsSealedError(
          `${type}, version ${schema}, is no event of this program: take a newer one to export`,
        );
      content.write(schemaFile(type, Number(schema)), schemaDocument(compiled));
    }
  }
}

/** By code unit: the same on every machine. */
export const sorted = (ids: Iterable<StreamName>): StreamName[] => [...ids].sort((a, b) => (a < b ? -1 : 1));
