import type { TextOpening } from '#ledger/verify';
import type { StreamName } from '#domain';
import { FILES } from '../form/export.form.js';
import type { Leaf } from '../form/leaf.form.js';
import { parsePersonal, parseText } from '../form/lines.form.js';
import { guarded } from '../verify/bag.checks.js';
import { BundleFindings } from '../verify/bundle.finding.js';
import type { BundleFolder } from '../verify/bundle.folder.js';
import { MOST } from '../verify/limits.js';
import { PlacedLines } from '../verify/opening.lines.js';

/** An entry after which something may not be shown any more. */
export type Removal = { readonly index: number; readonly entry: string; readonly recordedAt?: string } & (
  | { readonly kind: 'ERASED'; readonly subject: StreamName; readonly fields: readonly string[] | 'ALL' }
  | { readonly kind: 'WITHHELD'; readonly event: string; readonly path: string }
);

/** Something that a bundle holds, and that was removed from the record since. */
export interface RemovedOpening {
  readonly kind: Removal['kind'];
  readonly file: string;
  readonly index: number;
  readonly event: string;
  readonly path: string;
  /** Whose personal value it is. */
  readonly subject?: StreamName;
  readonly field?: string;
  /** The entry that removed it. */
  readonly by: { readonly index: number; readonly entry: string; readonly recordedAt?: string };
}

/** Gathers removals while a bundle is verified. */
export class RemovalsOf {
  readonly found: Removal[] = [];
  /** Where there are more than are remembered. */
  tooMany = false;

  readonly onLeaf = (index: number, { id, type, stream, recordedAt, data }: Leaf): void => {
    if (type !== 'PersonalDataErased') return;
    const { all, fields } = (data ?? {}) as { readonly all?: unknown; readonly fields?: unknown };
    const of = all === true ? 'ALL' : Array.isArray(fields) ? fields.map(String) : [];
    this.add({ kind: 'ERASED', index, entry: id, recordedAt, subject: stream, fields: of });
  };

  /** The data of an entry of the log itself: of the kinds that there are, only one names an entry and a path. */
  readonly onText = ({ index, event, path, value }: TextOpening): void => {
    const { entry, path: at } = (value ?? {}) as { readonly entry?: unknown; readonly path?: unknown };
    if (path === '/data' && typeof entry === 'string' && typeof at === 'string')
      this.add({ kind: 'WITHHELD', index, entry: event, event: entry, path: at });
  };

  private add(removal: Removal): void {
    if (this.found.length < MOST.removals) this.found.push(removal);
    else this.tooMany = true;
  }
}

/** What a bundle that holds still has of what was removed. */
export function* removedFrom(folder: BundleFolder, removals: readonly Removal[]): Generator<RemovedOpening> {
  const unread = new BundleFindings(0);
  const texts = new Map(
    removals.flatMap((removal) =>
      removal.kind === 'WITHHELD' ? [[`${removal.event} ${removal.path}`, removal] as const] : [],
    ),
  );
  // Not Map.groupBy, which Node 20 does not have.
  const people = new Map<StreamName, Extract<Removal, { kind: 'ERASED' }>[]>();
  for (const removal of removals)
    if (removal.kind === 'ERASED') people.set(removal.subject, [...(people.get(removal.subject) ?? []), removal]);
  if (texts.size > 0)
    for (const { index, event, path } of new PlacedLines(folder, FILES.texts, parseText, unread).all()) {
      const by = texts.get(`${event} ${path}`);
      if (by) yield { kind: 'WITHHELD', file: FILES.texts, index, event, path, by: byOf(by) };
    }
  if (people.size > 0 && guarded(unread, () => folder.has(FILES.personal)))
    for (const { index, event, path, subject, field } of new PlacedLines(
      folder,
      FILES.personal,
      parsePersonal,
      unread,
    ).all()) {
      const by = people
        .get(subject)
        ?.find((erasure) => erasure.index > index && (erasure.fields === 'ALL' || erasure.fields.includes(field)));
      if (by) yield { kind: 'ERASED', file: FILES.personal, index, event, path, subject, field, by: byOf(by) };
    }
}

const byOf = ({ index, entry, recordedAt }: Removal) => ({
  index,
  entry,
  ...(recordedAt !== undefined && { recordedAt }),
});
