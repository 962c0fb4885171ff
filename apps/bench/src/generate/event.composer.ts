import { randomBytes } from 'node:crypto';
import type { SourceReference, StoredEvent, StreamName } from '#domain';
import { catalogue, composeEvent, type ComposedOpening } from '#catalogue';
import type { Draft } from './draft.js';
import type { Random } from './random.js';
import { sentence } from './words.js';

export interface ComposedEvent {
  readonly event: StoredEvent;
  /** For the vault. */
  readonly openings: readonly ComposedOpening[];
}

/** Gives drafts, taken in the order of recording, the form in which the log holds them; salts and commitments are real. */
export class EventComposer {
  private readonly revisions = new Map<StreamName, number>();
  private latest = 0;

  constructor(
    private readonly random: Random,
    private readonly actors: readonly StreamName[],
  ) {}

  compose(draft: Draft): ComposedEvent {
    const { random } = this;
    const { id, stream } = draft;
    const { declaration, occurred, attribution, sources, reason, data } = draft.content(random);
    const causationId = random.uuid();
    const { event, openings } = composeEvent(catalogue, declaration, {
      id,
      stream,
      occurred,
      ...(attribution && { attribution }),
      ...(sources && { sources: sources.map((source) => this.reference(source)) }),
      ...(reason && { reason }),
      data,
      actor: random.skewed(this.actors),
      correlationId: causationId,
      causationId,
      digest: { key: DIGEST_KEY, mac: randomBytes(32).toString('base64url') },
    });
    return { event: { ...event, stream, ...this.stamp(draft) }, openings };
  }

  private reference(source: StreamName): SourceReference {
    return this.random.chance(0.3) ? { source, span: sentence(this.random) } : { source };
  }

  private stamp({ stream, at }: Draft): Pick<StoredEvent, 'revision' | 'recordedAt'> {
    const revision = (this.revisions.get(stream) ?? -1) + 1;
    this.revisions.set(stream, revision);
    this.latest = Math.max(this.latest, Math.trunc(at));
    return { revision, recordedAt: new Date(this.latest).toISOString() };
  }
}

const DIGEST_KEY = '00000000-0000-4000-8000-00000000d16e';
