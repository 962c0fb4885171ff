import { Extensions, Field, ID, ObjectType } from '@nestjs/graphql';
import type { Accountability, EventId, Incident } from '#domain';
import { Gap } from '../common/gap.type.js';
import { RecordNode } from '../record/record.node.js';
import { Account } from './account.type.js';
import { ChargesBySide, chargesBySide } from './charges.type.js';
import { Contest } from './contest.type.js';
import { HeldBySide, heldBySide } from './held.type.js';
import { Lags } from './lag.type.js';
import { AgencyPart } from './participation.type.js';
import { Prejudgement } from './prejudgement.type.js';

/** Computed from an incident's file: all of them together cost one fold of its records. */
const COMPUTED = { cost: 10 };

/** What was done about an incident, as it follows from its records; every value names its entries. */
@ObjectType({ isAbstract: true })
export abstract class AccountableNode extends RecordNode<Incident> {
  @Field(() => [AgencyPart], { description: 'Who led, joined and left, with evidence access, as intervals.' })
  @Extensions(COMPUTED)
  get participation(): Promise<AgencyPart[]> {
    return this.computed(({ participation }) => participation.map((one) => new AgencyPart(this.moment, one)));
  }

  @Field(() => [Account], { description: 'Who says what: claims by topic and party, with what became of each.' })
  @Extensions(COMPUTED)
  get accounts(): Promise<Account[]> {
    return this.computed(({ accounts }) => accounts.map((one) => new Account(this.moment, one)));
  }

  @Field(() => [Contest], { description: 'Facts that exclude each other and stand side by side.' })
  @Extensions(COMPUTED)
  get contested(): Promise<Contest[]> {
    return this.computed(({ contested }) => contested.map((one) => new Contest(this.moment, one)));
  }

  @Field(() => [HeldBySide], { description: 'Who was arrested or held, by side.' })
  @Extensions(COMPUTED)
  get arrests(): Promise<HeldBySide[]> {
    return this.computed(({ arrests }) => heldBySide(this.moment, arrests));
  }

  @Field(() => [ChargesBySide], { description: 'Charges by the side they are against, and by how they stand.' })
  @Extensions(COMPUTED)
  get charges(): Promise<ChargesBySide[]> {
    return this.computed(({ charges }) => chargesBySide(this.moment, charges));
  }

  @Field(() => Lags, { description: 'Hours from the incident to what followed.' })
  @Extensions(COMPUTED)
  get lags(): Promise<Lags> {
    return this.computed(({ lags }) => lags as Lags);
  }

  @Field(() => [Prejudgement], {
    description: 'Statements that called it justified before an investigation had found anything.',
  })
  @Extensions(COMPUTED)
  get prejudged(): Promise<Prejudgement[]> {
    return this.computed(({ prejudged }) => prejudged.map((one) => new Prejudgement(this.moment, one)));
  }

  @Field(() => [Gap], { description: 'Entries that do not fit the sequence, in it or in what was done about it.' })
  @Extensions(COMPUTED)
  get allGaps(): Promise<readonly Gap[]> {
    return this.computed(({ gaps }) => gaps);
  }

  @Field(() => ID, {
    nullable: true,
    description: 'The entry that `lastMovementAt` rests on; of its own record or of one about it.',
  })
  @Extensions(COMPUTED)
  override get lastMovementEntry(): Promise<EventId | null> {
    return this.computed(({ lastMovementAt }) => lastMovementAt?.entry ?? null);
  }

  @Field(() => ID, {
    nullable: true,
    description: 'The entry that `lastConfirmedAt` rests on; of its own record or of one about it.',
  })
  @Extensions(COMPUTED)
  override get lastConfirmedEntry(): Promise<EventId | null> {
    return this.computed(({ lastConfirmedAt }) => lastConfirmedAt?.entry ?? null);
  }

  @Field(() => ID, {
    nullable: true,
    description: 'The entry from which `staleFrom` is counted: the last that moved or confirmed anything.',
  })
  @Extensions(COMPUTED)
  get staleFromEntry(): Promise<EventId | null> {
    return this.computed(({ staleFrom }) => staleFrom?.entry ?? null);
  }

  @Field(() => ID, {
    nullable: true,
    description: 'The entry that set the deadline of `overdueFrom`, or moved it last.',
  })
  @Extensions(COMPUTED)
  get overdueFromEntry(): Promise<EventId | null> {
    return this.computed(({ overdueFrom }) => overdueFrom?.entry ?? null);
  }

  private computed<T>(read: (computed: Accountability) => T): Promise<T> {
    return this.moment.accountability(this.id).then(read);
  }
}
