import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { GraphQLDateTimeISO } from 'graphql-scalars';
import type { Entry as Recorded, EntryStanding, EventId, Json as JsonValue } from '#domain';
import { Attribution, attribution } from '../common/attribution.type.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { Narrative } from '../common/narrative.type.js';
import { Occurred } from '../common/occurred.type.js';
import { Json, SafeInt } from '../common/scalars.js';
import { SourceReference } from '../common/source-reference.type.js';
import type { Moment } from '../moment/moment.js';
import { Correction } from './correction.type.js';
import { WithheldText } from './log.type.js';
import { Reason } from './reason.type.js';

@ObjectType({ description: 'A value of an entry that is kept apart, in the vault: what is public is that it exists.' })
export class SealedPath {
  @Field(() => String, { description: 'RFC 6901 path in the entry as it stands.' })
  readonly at!: string;

  @Field(() => ID, { description: 'Whose data it is.' })
  readonly subject!: string;

  @Field(() => String, { description: 'SHA-256 commitment to the value, base64url.' })
  readonly commitment!: string;
}

/** Whether an entry counts. */
export interface EntryMarks {
  readonly standing: EntryStanding;
  /** The entry that retracted its record. */
  readonly retractedBy?: EventId | undefined;
}

@ObjectType({
  description: 'One entry of the record as it stands: what was recorded, with the correction that counts in its place.',
})
export class Entry {
  readonly #moment: Moment;
  readonly #entry: Recorded;
  readonly #marks?: EntryMarks;

  constructor(moment: Moment, entry: Recorded, marks?: EntryMarks) {
    this.#moment = moment;
    this.#entry = entry;
    this.#marks = marks;
  }

  @Field(() => ID, { description: 'Its id, by which it is cited.' })
  get id(): EventId {
    return this.#entry.id;
  }

  @Field(() => SafeInt, { nullable: true, description: 'Its place in the log.' })
  get index(): number | null {
    return this.#moment.indexOf(this.#entry.id) ?? null;
  }

  @Field(() => ID, { description: 'The record that it is part of.' })
  get record(): string {
    return this.#entry.stream;
  }

  @Field(() => Int, { description: 'Its place in the record, from 0.' })
  get revision(): number {
    return this.#entry.revision;
  }

  @Field(() => String, { description: 'What kind of event it is: InvestigationOpened.' })
  get type(): string {
    return this.#entry.type;
  }

  @Field(() => Int, { description: 'Version of the schema that `data` follows.' })
  get schema(): number {
    return this.#entry.schema;
  }

  @Field(() => GraphQLDateTimeISO, { description: 'When it was recorded.' })
  get recordedAt(): string {
    return this.#entry.recordedAt;
  }

  @Field(() => Occurred, { description: 'When it happened in the world; of a decision, when it was made.' })
  get occurred(): Occurred {
    return new Occurred(this.#entry.occurred);
  }

  @Field(() => Attribution, { nullable: true, description: 'Who says so.' })
  get attribution(): Attribution | null {
    return attribution(this.#moment, this.#entry.attribution);
  }

  @Field(() => [SourceReference], {
    description:
      'The sources, and what each supports. Those of a correction are in `correctionsMade`, unless it put them in the place of these.',
  })
  get sources(): SourceReference[] {
    return this.#entry.sources.map((one) => new SourceReference(this.#moment, one));
  }

  @Field(() => Reason, { nullable: true, description: 'Why it was recorded, where it is a decision.' })
  get reason(): Reason | null {
    return this.#entry.reason ? new Reason(this.#moment, this.#entry.reason, this.#entry.id) : null;
  }

  @Field(() => ID, { description: 'Who recorded it: an opaque id.' })
  get actor(): string {
    return this.#entry.actor;
  }

  @Field(() => Json, {
    description: 'What it says. Mentions are rendered, and what is sealed is not in it.',
  })
  get data(): MaybePromise<JsonValue> {
    return this.#moment.reading.narrative.renderAll<JsonValue>(this.#entry.data);
  }

  @Field(() => [SealedPath], { description: 'What is sealed of it.' })
  get sealed(): readonly SealedPath[] {
    return this.#entry.sealed;
  }

  @Field(() => [WithheldText], {
    description:
      'Texts of it, or of its corrections, that were withheld: they are not in `data`, in views of the past neither.',
  })
  get withheldTexts(): WithheldText[] {
    const { all } = this.#moment.reading.withheld;
    const own = new Set([this.#entry.id, ...this.corrections]);
    return all.filter(({ entry }) => own.has(entry)).map((one) => new WithheldText(this.#moment, one));
  }

  @Field(() => [String], { description: 'Codes of the warnings that were acknowledged.' })
  get acknowledged(): readonly string[] {
    return this.#entry.acknowledged ?? [];
  }

  @Field(() => ID, { nullable: true, description: 'The correction whose content this is; null: the original.' })
  get correctedBy(): string | null {
    return this.#entry.correctedBy ?? null;
  }

  @Field(() => [ID], { description: 'All of its corrections, in the order of the log, withdrawn ones included.' })
  get corrections(): string[] {
    return this.#marks?.standing.corrections.map(({ id }) => id) ?? [];
  }

  @Field(() => [Correction], {
    description: 'The same corrections with their reasons and sources: what is corrected rests on them too.',
  })
  get correctionsMade(): Correction[] {
    return this.#marks?.standing.corrections.map((one) => new Correction(this.#moment, one)) ?? [];
  }

  @Field(() => ID, { nullable: true, description: 'The entry that withdrew it, where it does not count.' })
  get withdrawnBy(): string | null {
    return this.#marks?.standing.withdrawnBy ?? null;
  }

  @Field(() => ID, { nullable: true, description: 'The entry that retracted its record, where that does not count.' })
  get retractedBy(): string | null {
    return this.#marks?.retractedBy ?? null;
  }

  @Field(() => Narrative, { description: 'The entry in one line, for lists.' })
  get headline(): Narrative {
    return new Narrative(this.#moment, headlineOf(this.#entry));
  }
}

/** The first words that the entry has of its own; else its type, spelt as words. */
function headlineOf({ type, data }: Recorded): string {
  const words = ['title', 'summary', 'text', 'detail', 'changed', 'why'].map((key) => data[key]).find(isText);
  const kind = type.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words === undefined ? kind : `${kind}: ${words}`;
}

const isText = (value: JsonValue | undefined): value is string => typeof value === 'string';
