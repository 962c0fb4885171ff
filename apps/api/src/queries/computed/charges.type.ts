import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { ChargeGroup } from '#domain';
import type { CaseNode } from '../case/case.type.js';
import { ChargeStatusEnum, SideEnum } from '../case/case-enums.js';
import { Charge } from '../case/charge.type.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { typeNamed } from '../common/node.registry.js';
import type { Moment } from '../moment/moment.js';

@ObjectType({ description: 'A charge, and the case that it is part of.' })
export class ChargeInCase {
  readonly #moment: Moment;
  readonly #line: ChargeGroup['charges'][number];

  constructor(moment: Moment, line: ChargeGroup['charges'][number]) {
    this.#moment = moment;
    this.#line = line;
  }

  @Field(() => typeNamed('Case'), { nullable: true, description: 'The case.' })
  get case(): MaybePromise<CaseNode | null> {
    return this.#moment.find(this.#line.case, 'Case');
  }

  @Field(() => Charge, { description: 'The charge.' })
  get charge(): Charge {
    return new Charge(this.#moment, this.#line.charge);
  }

  @Field(() => [ID], { description: 'The entries that it rests on.' })
  get entries(): readonly string[] {
    return this.#line.entries;
  }
}

@ObjectType({ description: 'Charges against one side that stand alike.' })
export class ChargesByStatus {
  readonly #moment: Moment;
  readonly #group: ChargeGroup;

  constructor(moment: Moment, group: ChargeGroup) {
    this.#moment = moment;
    this.#group = group;
  }

  @Field(() => ChargeStatusEnum, { description: 'How they stand.' })
  get status(): string {
    return this.#group.status;
  }

  @Field(() => Int, { description: 'Counts of all of them together.' })
  get counts(): number {
    return this.#group.counts;
  }

  @Field(() => [ChargeInCase], { description: 'The charges.' })
  get charges(): ChargeInCase[] {
    return this.#group.charges.map((line) => new ChargeInCase(this.#moment, line));
  }

  @Field(() => [ID], { description: 'The entries that it rests on.' })
  get entries(): readonly string[] {
    return this.#group.entries;
  }
}

@ObjectType({ description: 'Charges against one side, by how they stand.' })
export class ChargesBySide {
  @Field(() => SideEnum, { nullable: true, description: 'The side; null where the entry that said it is not in view.' })
  readonly side?: string;

  @Field(() => [ChargesByStatus], { description: 'Those that stand alike, together.' })
  readonly byStatus!: ChargesByStatus[];
}

export function chargesBySide(moment: Moment, groups: readonly ChargeGroup[]): ChargesBySide[] {
  return [...Map.groupBy(groups, ({ side }) => side)].map(([side, all]) => ({
    side,
    byStatus: all.map((group) => new ChargesByStatus(moment, group)),
  }));
}
