import { Field, ID, ObjectType } from '@nestjs/graphql';
import { ExportedPersonal, type IssuedExport as Recorded } from '#domain';
import { enumOf } from '../../graphql/choice-enum.js';
import { Occurred } from '../common/occurred.type.js';
import { SafeInt } from '../common/scalars.js';

export const ExportedPersonalEnum = enumOf(ExportedPersonal);

@ObjectType({ description: 'A copy of the record that was given out.' })
export class IssuedExport {
  readonly #recorded: Recorded;

  constructor(recorded: Recorded) {
    this.#recorded = recorded;
  }

  @Field(() => ID, { description: 'Its id, which stands in the copy too.' })
  get exportId(): string {
    return this.#recorded.exportId;
  }

  @Field(() => String, { description: 'Its format and version.' })
  get format(): string {
    return this.#recorded.format;
  }

  @Field(() => SafeInt, { description: 'Index of the last entry that it may hold.' })
  get upTo(): number {
    return this.#recorded.upTo;
  }

  @Field(() => String, { description: 'SHA-256 of its manifest, hexadecimal: a verifier prints it.' })
  get sha256(): string {
    return this.#recorded.sha256;
  }

  @Field(() => [ID], { nullable: true, description: 'The incidents that were chosen; null: the whole log.' })
  get incidents(): readonly string[] | null {
    return this.#recorded.incidents ?? null;
  }

  @Field(() => ExportedPersonalEnum, { description: 'Whether values of sealed fields are in it.' })
  get personal(): string {
    return this.#recorded.personal;
  }

  @Field(() => String, { nullable: true, description: 'Who it was made for, where that was said.' })
  get recipient(): string | null {
    return this.#recorded.recipient ?? null;
  }

  @Field(() => Occurred, { description: 'When it was recorded.' })
  get at(): Occurred {
    return new Occurred(this.#recorded.at);
  }

  @Field(() => ID, { description: 'The entry that records it.' })
  get entry(): string {
    return this.#recorded.entry;
  }
}
