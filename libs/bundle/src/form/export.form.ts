import type { StreamName } from '#domain';

export const EXPORT_FORM = 'onrecord.export/1';

/** Files of the payload that every bundle has, or may have. `docs/bundle.md` describes each. */
export const FILES = {
  export: 'data/export.json',
  checkpoint: 'data/checkpoint',
  keys: 'data/keys.txt',
  entries: 'data/entries.jsonl',
  texts: 'data/texts.jsonl',
  personal: 'data/personal.jsonl',
} as const;

export const checkpointFile = (size: number): string => `data/checkpoints/${size}`;
/** @param path as C2SP tlog-tiles writes it, `tile/0/000` */
export const tileFile = (path: string): string => `data/${path}`;
export const stateFile = (record: StreamName): string => `data/states/${record}.json`;
export const schemaFile = (type: string, version: number): string => `data/schemas/${type}.v${version}.json`;

export type ExportScope =
  | { readonly kind: 'LOG' }
  /** @param incidents sorted by code unit */
  | { readonly kind: 'CASE'; readonly incidents: readonly StreamName[] };

/** A record whose stream is held whole, from revision 0 up to the checkpoint. */
export interface HeldRecord {
  readonly id: StreamName;
  readonly entries: number;
}

/** `data/export.json`: what is exported. All of it is compared with what the entries say. */
export interface ExportDescription {
  readonly form: typeof EXPORT_FORM;
  /** Id of the log, as `LogOpened` has it. */
  readonly log: string;
  /** Name of the ledger: the first line of its checkpoints. */
  readonly origin: string;
  readonly scope: ExportScope;
  /** Entries of the checkpoint's tree. */
  readonly size: number;
  /** Base64. */
  readonly root: string;
  /** CASE: every stream that is held, but that of the log itself, sorted by id. LOG: none, for all are. */
  readonly records: readonly HeldRecord[];
  /** Whether openings of sealed fields are in `personal.jsonl`: as the role of who exported may see them. */
  readonly personal: 'NONE' | 'AS_DISCLOSED';
}

/** The one way to write it, so that the same export is the same bytes. */
export function formatExport({ log, origin, scope, size, root, records, personal }: ExportDescription): string {
  const said = {
    form: EXPORT_FORM,
    log,
    origin,
    scope: scope.kind === 'LOG' ? { kind: scope.kind } : { kind: scope.kind, incidents: scope.incidents },
    size,
    root,
    records: records.map(({ id, entries }) => ({ id, entries })),
    personal,
  };
  return `${JSON.stringify(said, null, 2)}\n`;
}
