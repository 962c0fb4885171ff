import DataLoader from 'dataloader';
import type { EpochMs, StoredEvent, StreamName } from '#domain';
import type { IndexedEntry, ReadModel, Snapshot } from '#read-model';
import type { Vault } from '#vault';
import type { ServedLedger } from '../../ledger/ledger.port.js';
import type { Viewer } from '../../auth/viewer.js';
import { NarrativeReader } from '../../reading/narrative/narrative.reader.js';
import { PersonalReader } from '../../reading/personal/personal.reader.js';
import { Subjects } from './subjects.js';
import { TokenLabels } from './token-labels.js';
import { WithheldTexts } from './withheld-texts.js';

/** What reads use of the vault. */
export type ReadingVault = Pick<Vault, 'open' | 'searchByName' | 'listTokens'> & {
  /** Whether it holds some openings only, as the copy of a record may. */
  readonly partial?: boolean;
};

export interface ReadingSettings {
  /** IANA zone in which a bare date in `asOf` ends. */
  readonly timeZone: string;
  readonly staleDays: number;
}

/** What one operation reads with, whatever moments it asks for: one viewer, one present. */
export class Reading {
  /** The present is fixed when the operation begins, so that all of its parts agree. */
  readonly present: Snapshot;
  readonly now: EpochMs;
  readonly personal: PersonalReader;
  readonly narrative: NarrativeReader;
  readonly subjects: Subjects;
  readonly withheld: WithheldTexts;
  readonly tokenLabels: TokenLabels;
  readonly events: DataLoader<IndexedEntry, StoredEvent, number>;
  #logId?: string;

  constructor(
    readonly model: ReadModel,
    readonly vault: ReadingVault,
    readonly viewer: Viewer,
    readonly settings: ReadingSettings,
    /** Null where this node keeps none. */
    readonly ledger: ServedLedger | null = null,
    mayOpen: () => boolean = () => true,
  ) {
    this.present = model.current();
    this.now = Date.now();
    this.subjects = new Subjects(this.present, (entry) => model.locate(entry), this.now);
    this.withheld = new WithheldTexts(this.present);
    this.tokenLabels = new TokenLabels(vault, mayOpen);
    this.personal = new PersonalReader(
      {
        open: (refs) => vault.open(refs),
        facts: (subject) => this.subjects.facts(subject),
        indexOf: (entry) => model.locate(entry)?.index,
        partial: vault.partial === true,
        mayOpen,
      },
      viewer,
    );
    this.narrative = new NarrativeReader({
      value: async (person: StreamName, field: string) => {
        const sealed = this.subjects.latest(person, field);
        return sealed && this.personal.read(sealed);
      },
      neutral: async (person: StreamName) => this.subjects.neutral(person),
    });
    this.events = new DataLoader(async (entries) => [...(await model.events(entries))], {
      cacheKeyFn: ({ index }) => index,
      maxBatchSize: 500,
    });
  }

  /** Id of the log, which every cursor carries; undefined before it is opened. */
  get logId(): string | undefined {
    return (this.#logId ??= this.model.status().logId);
  }

  mayReadActor(actor: StreamName): boolean {
    return this.viewer.roles.has('ADMIN') || this.viewer.actor === actor;
  }
}
