import DataLoader from 'dataloader';
import type { EventId, LogIndex, SealedCommitment, SealedReference, StreamName } from '#domain';
import { decideDisclosure, type Opening, type OpeningRef, type ViewerRole } from '#vault';
import { type PersonalValue, withheld } from './personal-value.js';
import { presentable } from './presentable.js';
import { erasureOf, type SubjectFacts } from './subject.facts.js';

/** One value as it is recorded: its leaves are sealed one by one (the code, the source's own word). */
export interface SealedValue {
  readonly subject: StreamName;
  /** As policy and erasure know it: `nationality`. */
  readonly field: string;
  readonly leaves: readonly SealedReference[];
}

export interface PersonalSources {
  /** One call for all that a request asks at once. */
  open(refs: readonly OpeningRef[]): Promise<readonly (Opening | undefined)[]>;
  /** As of now: who may see what is policy, and policy does not travel back in time with the reader. */
  facts(subject: StreamName): Promise<SubjectFacts> | SubjectFacts;
  indexOf(entry: EventId): LogIndex | undefined;
  /** Whether the openings are those of a copy, which holds some or none: then one that is missing is no defect. */
  readonly partial?: boolean;
  /** Whether anything may be opened now; see `PersonalGate`. */
  mayOpen(): boolean;
}

export interface PersonalViewer {
  readonly actor?: StreamName;
  readonly roles: ReadonlySet<ViewerRole>;
}

/** An opening that should be there and is not, nor was erased. */
export class OpeningMissingError extends Error {
  override readonly name = 'OpeningMissingError';
  constructor(readonly event: EventId) {
    super(`the vault holds no opening for a sealed value of event ${event}, and no erasure of it is on record`);
  }
}

/** Opens sealed values for one viewer; made for one request, so that nothing opened outlives the answer. */
export class PersonalReader {
  readonly #openings: DataLoader<OpeningRef, Opening | undefined, string>;

  constructor(
    private readonly sources: PersonalSources,
    private readonly viewer: PersonalViewer,
  ) {
    this.#openings = new DataLoader(async (refs) => [...(await sources.open(refs))], {
      cacheKeyFn: ({ eventId, path, commitment }) => `${eventId} ${path} ${commitment}`,
      maxBatchSize: 1_000,
    });
  }

  /**
   * Erasure is told first: that a value is gone is known to everyone, the same for every role.
   * @throws OpeningMissingError
   */
  async read({ subject, field, leaves }: SealedValue): Promise<PersonalValue> {
    const facts = await this.sources.facts(subject);
    const erasure = this.#erasure(facts, field, leaves);
    if (erasure) return erasure;
    if (!this.sources.mayOpen()) return withheld('LOG_AWAY');
    const decision = this.#decide(subject, field, facts, 'READ');
    return decision.see ? this.#open(field, leaves) : withheld(decision.reason);
  }

  /**
   * What opens the sealed values of one event, for an export: those alone that this viewer may see, and take away. Of
   * what was erased or is withheld, nothing.
   */
  async openingsOf(event: EventId, sealed: readonly SealedCommitment[]): Promise<readonly Opening[]> {
    if (!this.sources.mayOpen()) return [];
    const recorded = this.sources.indexOf(event);
    const refs = sealed.map(({ path, commitment }) => ({ eventId: event, path, commitment }));
    const found = await this.#openings.loadMany(refs);
    const given: Opening[] = [];
    for (const opening of found) {
      if (opening instanceof Error) throw opening;
      if (!opening) continue;
      const facts = await this.sources.facts(opening.subject);
      const gone = recorded === undefined || erasureOf(facts, opening.field, recorded) !== undefined;
      if (!gone && this.#decide(opening.subject, opening.field, facts, 'EXPORT').see) given.push(opening);
    }
    return given;
  }

  #decide(subject: StreamName, field: string, facts: SubjectFacts, purpose: 'READ' | 'EXPORT') {
    return decideDisclosure({
      viewerRoles: this.viewer.roles,
      viewerIsSubject: this.viewer.actor === subject,
      subjectKind: facts.kind,
      field,
      minor: facts.minor,
      actingInOffice: facts.actingInOffice,
      disclosures: facts.disclosures,
      restrictions: facts.restrictions,
      purpose,
    });
  }

  #erasure(facts: SubjectFacts, field: string, leaves: readonly SealedReference[]): PersonalValue | undefined {
    if (facts.erasures.length === 0) return undefined;
    for (const { event } of leaves) {
      const recorded = this.sources.indexOf(event);
      const erasure = recorded === undefined ? undefined : erasureOf(facts, field, recorded);
      if (erasure) {
        const { at, basis, entry } = erasure;
        return { kind: 'ERASED', at, entry, ...(basis ? { basis } : {}) };
      }
    }
    return undefined;
  }

  async #open(field: string, leaves: readonly SealedReference[]): Promise<PersonalValue> {
    const openings = await this.#openings.loadMany(
      leaves.map(({ event, path, commitment }) => ({ eventId: event, path, commitment })),
    );
    if (this.sources.partial && openings.includes(undefined)) return withheld('NOT_HELD');
    const values = new Map<string, string>();
    openings.forEach((opening, n) => {
      if (opening instanceof Error) throw opening;
      if (!opening) throw new OpeningMissingError(leaves[n]!.event);
      values.set(lastSegments(leaves[n]!.at), String(opening.value));
    });
    return { kind: 'DISCLOSED', ...presentable(field, values) };
  }
}

/** `/data/nationality/raw/value` → `raw/value`; `/data/places/0/exact/text` → `text`. */
function lastSegments(path: string): string {
  const parts = path.split('/');
  return parts.at(-2) === 'raw' ? parts.slice(-2).join('/') : parts.at(-1)!;
}
