import * as bag from '../bag/bag.files.js';
import { FILES, schemaFile, stateFile, type ExportDescription } from '../form/export.form.js';
import { isShallow } from '../form/strict-json.js';
import { guarded } from './bag.checks.js';
import type { BundleFindings } from './bundle.finding.js';
import type { BundleFolder } from './bundle.folder.js';
import type { ContentChecks } from './content.checks.js';
import { MOST } from './limits.js';

/** What no entry commits to: states, schemas and the label. That they are what they say, only a receipt shows. */
export class SideChecks {
  constructor(
    private readonly folder: BundleFolder,
    private readonly description: ExportDescription,
    private readonly findings: BundleFindings,
  ) {}

  run(content: ContentChecks, checked: bag.Oxum): void {
    this.statesAndIncidents();
    this.schemas(content.types);
    guarded(this.findings, () => this.label(content, checked));
  }

  private statesAndIncidents(): void {
    const { scope, records } = this.description;
    const held = new Set(records.map(({ id }) => id));
    if (scope.kind === 'CASE') {
      for (const incident of scope.incidents)
        if (!held.has(incident)) this.tell('STATEMENT', FILES.export, `${incident} was chosen, and is not held`);
      for (const { id } of records)
        if (!this.folder.has(stateFile(id))) this.tell('BAG', stateFile(id), 'it is missing');
    }
    for (const name of this.names('data/states')) {
      const file = `data/states/${name}`;
      const state = this.document(file) as { readonly id?: unknown } | undefined;
      if (state?.id !== undefined && `${String(state.id)}.json` !== name)
        this.tell('STATEMENT', file, 'it is the state of another record');
    }
  }

  private schemas(types: ReadonlySet<string>): void {
    for (const type of types) {
      const [name, version] = type.split('.v');
      const file = schemaFile(name!, Number(version));
      if (!this.folder.has(file)) this.tell('BAG', file, 'it is missing, and entries of that form are held');
    }
    for (const name of this.names('data/schemas')) {
      const file = `data/schemas/${name}`;
      this.document(file);
      if (!types.has(name.replace(/\.json$/, ''))) this.tell('BAG', file, 'no entry of that form is held');
    }
  }

  private label({ newest }: ContentChecks, { bytes, files }: bag.Oxum): void {
    const label = readLabel(this.folder);
    const oxum = `${bytes}.${files}`;
    const said = label.get('Payload-Oxum');
    if (said !== oxum)
      this.tell(
        'STATEMENT',
        bag.BAG_INFO,
        `its Payload-Oxum is ${said ?? 'missing'}, and there are ${oxum} (bytes.files)`,
      );
    const date = label.get('Bagging-Date');
    if (newest !== '' && date !== newest.slice(0, 10))
      this.tell(
        'STATEMENT',
        bag.BAG_INFO,
        `its Bagging-Date is ${date ?? 'missing'}, and the newest entry is of ${newest}`,
      );
  }

  private names(path: string): string[] {
    return guarded(this.findings, () => this.folder.names(path)) ?? [];
  }

  private document(file: string): object | undefined {
    const text = guarded(this.findings, () => this.folder.text(file, MOST.document));
    if (text === undefined) return undefined;
    try {
      const document: unknown = JSON.parse(text);
      if (document !== null && typeof document === 'object' && isShallow(document, 200)) return document;
    } catch {
      // Told below.
    }
    this.tell('FORM', file, 'it is no object of JSON');
    return undefined;
  }

  private tell(kind: 'BAG' | 'FORM' | 'STATEMENT', file: string, why: string): void {
    this.findings.add({ kind, file, message: `${file}: ${why}` });
  }
}

/** Labels of `bag-info.txt`, each once. */
export function readLabel(folder: BundleFolder): ReadonlyMap<string, string> {
  const lines = folder.text(bag.BAG_INFO, MOST.note).split('\n');
  return new Map(
    lines.flatMap((line) => {
      const colon = line.indexOf(': ');
      return colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 2)] as const];
    }),
  );
}
