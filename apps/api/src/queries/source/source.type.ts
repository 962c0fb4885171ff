import { Field, ID, ObjectType } from '@nestjs/graphql';
import { currentHash, type Recheck as Recorded, RecheckResult, type Source, SourceKind, SourceTier } from '#domain';
import type { PersonalValue as Value } from '../../reading/personal/personal-value.js';
import { enumOf } from '../../graphql/choice-enum.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { Narrative } from '../common/narrative.type.js';
import { Node } from '../common/node.interface.js';
import { registerType, typeNamed } from '../common/node.registry.js';
import { Occurred } from '../common/occurred.type.js';
import { PersonalValue } from '../common/personal-value.union.js';
import type { Moment } from '../moment/moment.js';
import { RecordNode } from '../record/record.node.js';

export const SourceKindEnum = enumOf(SourceKind);
export const SourceTierEnum = enumOf(SourceTier);
export const RecheckResultEnum = enumOf(RecheckResult);

@ObjectType({ description: 'What was found when a source was looked up again.' })
export class Recheck {
  readonly #moment: Moment;
  readonly #recorded: Recorded;

  constructor(moment: Moment, recorded: Recorded) {
    this.#moment = moment;
    this.#recorded = recorded;
  }

  @Field(() => RecheckResultEnum, { description: 'What was found.' })
  get result(): string {
    return this.#recorded.result;
  }

  @Field(() => String, { nullable: true, description: 'SHA-256 of the bytes captured then, hexadecimal.' })
  get sha256(): string | null {
    return this.#recorded.sha256 ?? null;
  }

  @Field(() => String, { nullable: true, description: 'Where a copy of what was found is kept.' })
  get archiveUrl(): string | null {
    return this.#recorded.archiveUrl ?? null;
  }

  @Field(() => Narrative, { nullable: true, description: 'What was different.' })
  get note(): Narrative | null {
    return this.#recorded.note === undefined ? null : new Narrative(this.#moment, this.#recorded.note);
  }

  @Field(() => Occurred, { description: 'When it was looked up.' })
  get at(): Occurred {
    return new Occurred(this.#recorded.at);
  }

  @Field(() => ID, { description: 'The entry that says so.' })
  get entry(): string {
    return this.#recorded.entry;
  }
}

@ObjectType('Source', {
  implements: () => [Node],
  description: 'A document, recording, filing or interview that entries rest on.',
})
export class SourceNode extends RecordNode<Source> {
  @Field(() => SourceKindEnum, { nullable: true, description: 'What kind of source it is.' })
  get kind(): string | null {
    return this.state.kind ?? null;
  }

  @Field(() => SourceTierEnum, { nullable: true, description: 'How close it is to what it tells of.' })
  get tier(): string | null {
    return this.state.tier ?? null;
  }

  @Field(() => String, { nullable: true, description: 'Who published it; null where not recorded, or withheld.' })
  get publisher(): string | null {
    return this.state.publisher ?? null;
  }

  @Field(() => Narrative, { nullable: true, description: 'Its title.' })
  get title(): Narrative | null {
    return this.state.title === undefined ? null : new Narrative(this.moment, this.state.title);
  }

  @Field(() => String, { nullable: true, description: 'Where it is; null where not recorded, or withheld.' })
  get url(): string | null {
    return this.state.url ?? null;
  }

  @Field(() => String, { nullable: true, description: 'Where a copy is kept; null where not recorded, or withheld.' })
  get archiveUrl(): string | null {
    return this.state.rechecks.findLast(({ archiveUrl }) => archiveUrl)?.archiveUrl ?? this.state.archiveUrl ?? null;
  }

  @Field(() => Occurred, { nullable: true, description: 'When it was published, or became known.' })
  get published(): Occurred | null {
    return this.state.published ? new Occurred(this.state.published) : null;
  }

  @Field(() => String, { nullable: true, description: 'When it was captured, EDTF.' })
  get retrieved(): string | null {
    return this.state.retrieved ?? null;
  }

  @Field(() => String, { nullable: true, description: 'SHA-256 of the bytes captured last, hexadecimal.' })
  get sha256(): string | null {
    return currentHash(this.state) ?? null;
  }

  @Field(() => String, { nullable: true, description: 'Under which licence it may be used.' })
  get licence(): string | null {
    return this.state.licence ?? null;
  }

  @Field(() => [Recheck], { description: 'What was found when it was looked up again, in world order.' })
  get rechecks(): Recheck[] {
    return this.state.rechecks.map((one) => new Recheck(this.moment, one));
  }

  @Field(() => [typeNamed('Source')], {
    description:
      'Other sources with the same bytes or at the same address: they may be the same one. Retracted ones are left out; none is known on the axis of what was public.',
  })
  get possibleDuplicates(): MaybePromise<SourceNode[]> {
    return this.moment.alike(this.id, 'Source');
  }

  @Field(() => PersonalValue, { nullable: true, description: 'Who a confidential source is: seen by editors only.' })
  get identity(): MaybePromise<Value | null> {
    const { identity } = this.state;
    if (!identity?.length) return null;
    return this.moment.reading.personal.read({ subject: this.id, field: 'identity', leaves: identity });
  }
}
registerType('Source', SourceNode);
