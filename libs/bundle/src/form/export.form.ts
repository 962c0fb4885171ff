import type { StreamName } from '#domain';
import { aggregateOf } from '#domain/ids';
import { isCount, isText, isTexts, strictJson, type Parsed } from './strict-json.js';

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

/** @param text of `data/export.json` @returns what is wrong, where it is not of this form */
export function parseExport(text: string): Parsed<ExportDescription> {
  const parsed = strictJson<ExportDescription>(text, formatExport);
  if ('wrong' in parsed) return parsed;
  const { form, log, origin, scope, size, root, records, personal } = parsed.value;
  const isRight =
    form === EXPORT_FORM &&
    [log, origin, root].every(isText) &&
    isCount(size) &&
    (scope.kind === 'LOG' || (scope.kind === 'CASE' && isTexts(scope.incidents) && isRising(scope.incidents))) &&
    records.every(({ id, entries }) => isRecord(id) && isCount(entries)) &&
    isRising(records.map(({ id }) => id)) &&
    (personal === 'NONE' || personal === 'AS_DISCLOSED');
  return isRight ? parsed : { wrong: 'it does not have the members that the form says' };
}

/** Of another version of the form; undefined where the text does not say of which. */
export function formOf(text: string): string | undefined {
  try {
    const { form } = JSON.parse(text) as { readonly form?: unknown };
    return typeof form === 'string' && /^onrecord\.export\/\d{1,4}$/.test(form) ? form : undefined;
  } catch {
    return undefined;
  }
}

const isRecord = (id: unknown): boolean => isText(id) && aggregateOf(id) !== undefined && id !== 'log';
const isRising = (ids: readonly string[]): boolean => ids.every((id, n) => n === 0 || ids[n - 1]! < id);
