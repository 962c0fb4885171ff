import { Extensions, Field, ID, ObjectType } from '@nestjs/graphql';
import type { Log, WithheldText as Recorded } from '#domain';
import { Narrative, optionalNarrative } from '../common/narrative.type.js';
import { Node } from '../common/node.interface.js';
import { registerType } from '../common/node.registry.js';
import { Occurred } from '../common/occurred.type.js';
import type { Moment } from '../moment/moment.js';
import { IssuedExport } from './issued-export.type.js';
import { RecordNode } from './record.node.js';

@ObjectType({ description: 'A text that is shown no more.' })
export class WithheldText {
  readonly #moment: Moment;
  readonly #recorded: Recorded;

  constructor(moment: Moment, recorded: Recorded) {
    this.#moment = moment;
    this.#recorded = recorded;
  }

  @Field(() => ID, { description: 'The entry that holds it, of whatever record.' })
  get entry(): string {
    return this.#recorded.entry;
  }

  @Field(() => String, { description: 'RFC 6901 path in the entry.' })
  get path(): string {
    return this.#recorded.path;
  }

  @Field(() => Occurred, { description: 'When it was withheld.' })
  get at(): Occurred {
    return new Occurred(this.#recorded.at);
  }

  @Field(() => ID, { description: 'The entry that withheld it.' })
  get withheldBy(): string {
    return this.#recorded.withheldBy;
  }

  @Field(() => Narrative, { nullable: true, description: 'Why it was withheld; null where that was not said.' })
  @Extensions({ cost: 2 })
  get reason(): Promise<Narrative | null> {
    const { withheldBy } = this.#recorded;
    const { model, events } = this.#moment.reading;
    const place = model.locate(withheldBy);
    if (!place) return Promise.resolve(null);
    return events
      .load(place)
      .then(({ reason }) => optionalNarrative(this.#moment, reason?.text, withheldBy, '/reason/text'));
  }
}

@ObjectType('Log', { implements: () => [Node], description: 'The record of the log itself.' })
export class LogNode extends RecordNode<Log> {
  @Field(() => ID, { nullable: true, description: 'Id of the log; every cursor belongs to one.' })
  get logId(): string | null {
    return this.state.logId ?? null;
  }

  @Field(() => [WithheldText], { description: 'Texts that are shown no more.' })
  get withheld(): WithheldText[] {
    return this.state.withheld.map((one) => new WithheldText(this.moment, one));
  }

  @Field(() => [IssuedExport], { description: 'Copies of the record that were given out, in the order of recording.' })
  get exports(): IssuedExport[] {
    return this.state.exports.map((one) => new IssuedExport(one));
  }
}
registerType('Log', LogNode);
