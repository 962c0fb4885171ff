import type { Static } from '#typebox';
import type { SealedReference } from '../shared/entry.js';
import type { Occurred } from '../shared/envelope.js';
import type { EventId, StreamName } from '../shared/ids.js';
import type { RecheckResult, SourceKind, SourceTier } from './source.events.js';

export interface Recheck {
  readonly result: Static<typeof RecheckResult>;
  readonly sha256?: string;
  readonly archiveUrl?: string;
  readonly note?: string;
  readonly at: Occurred;
  readonly entry: EventId;
}

/** Words (addresses, publisher, title, licence) are absent where they were withheld. */
export interface Source {
  readonly id: StreamName;
  /** The entry that recorded it; absent before it. */
  readonly entry?: EventId;
  readonly kind?: Static<typeof SourceKind>;
  readonly url?: string;
  readonly publisher?: string;
  readonly title?: string;
  readonly published?: { readonly edtf: string; readonly zone: string };
  /** EDTF. */
  readonly retrieved?: string;
  /** Of the bytes captured first; a later capture stands in its recheck. */
  readonly sha256?: string;
  readonly archiveUrl?: string;
  readonly tier?: Static<typeof SourceTier>;
  readonly licence?: string;
  /** Where the identity of a confidential source is kept. */
  readonly identity?: readonly SealedReference[];
  /** In world order. */
  readonly rechecks: readonly Recheck[];
}

export const initialSource = (id: StreamName): Source => ({ id, rechecks: [] });

/** How it was found when last looked up; undefined where nobody looked again. */
export const latestRecheck = (state: Source): Recheck | undefined => state.rechecks.at(-1);

/** SHA-256 of whatever was captured of it; what stands in its place once it is gone is not it. */
export const capturedHashes = ({ sha256, rechecks }: Source): readonly string[] => [
  ...new Set(
    [sha256, ...rechecks.filter(({ result }) => result !== 'GONE').map((recheck) => recheck.sha256)].filter(
      (hash) => hash !== undefined,
    ),
  ),
];

/** SHA-256 of the bytes captured last. */
export const currentHash = (state: Source): string | undefined =>
  state.rechecks.findLast((recheck) => recheck.sha256 !== undefined)?.sha256 ?? state.sha256;
