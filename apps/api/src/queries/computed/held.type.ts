import { Field, ID, ObjectType } from '@nestjs/graphql';
import type { Held as Computed } from '#domain';
import type { CaseNode } from '../case/case.type.js';
import { SideEnum } from '../case/case-enums.js';
import { Arrest, CustodyInterval } from '../case/custody.type.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { typeNamed } from '../common/node.registry.js';
import { Party } from '../common/party.type.js';
import type { Moment } from '../moment/moment.js';

@ObjectType({ description: 'Someone who was arrested, or of whose custody something is on record.' })
export class Held {
  readonly #moment: Moment;
  readonly #computed: Computed;

  constructor(moment: Moment, computed: Computed) {
    this.#moment = moment;
    this.#computed = computed;
  }

  @Field(() => typeNamed('Case'), { nullable: true, description: 'The case.' })
  get case(): MaybePromise<CaseNode | null> {
    return this.#moment.find(this.#computed.case, 'Case');
  }

  @Field(() => Party, { description: 'Who.' })
  get of(): Party {
    return new Party(this.#moment, this.#computed.of);
  }

  @Field(() => String, { description: 'How it stands: the last of arrest (ArrestKind) and custody (Custody).' })
  get status(): string {
    return this.#computed.status;
  }

  @Field(() => Arrest, { nullable: true, description: 'The last arrest.' })
  get arrest(): Arrest | null {
    return this.#computed.arrest ? new Arrest(this.#moment, this.#computed.arrest) : null;
  }

  @Field(() => CustodyInterval, { nullable: true, description: 'What is last known of their custody.' })
  get custody(): CustodyInterval | null {
    return this.#computed.custody ? new CustodyInterval(this.#moment, this.#computed.custody) : null;
  }

  @Field(() => [ID], { description: 'The entries that it rests on.' })
  get entries(): readonly string[] {
    return this.#computed.entries;
  }
}

@ObjectType({ description: 'Who was arrested or held on one side.' })
export class HeldBySide {
  @Field(() => SideEnum, { nullable: true, description: 'The side; null where the entry that said it is not in view.' })
  readonly side?: string;

  @Field(() => [Held], { description: 'Who.' })
  readonly held!: Held[];
}

export function heldBySide(moment: Moment, all: readonly Computed[]): HeldBySide[] {
  return [...Map.groupBy(all, ({ side }) => side)].map(([side, held]) => ({
    side,
    held: held.map((one) => new Held(moment, one)),
  }));
}
