import { Field, ID, ObjectType } from '@nestjs/graphql';
import { typeNamed } from '../common/node.registry.js';
import type { EventId, Investigation, StreamName } from '#domain';
import { InvestigationStatusEnum } from '../common/enums.js';
import { type MaybePromise, whenHere } from '../common/maybe-promise.js';
import type { InvestigationNode } from '../investigation/investigation.type.js';
import type { Moment } from '../moment/moment.js';

@ObjectType('IncidentInvestigationStatus', {
  description:
    'Of all inquiries into an incident, the first of OPEN, REFERRED, SUSPENDED, ANNOUNCED, CLOSED, DECLINED; else NONE_KNOWN.',
})
export class InvestigationStatusValue {
  readonly #moment: Moment;
  readonly #incident: StreamName;

  constructor(
    moment: Moment,
    incident: StreamName,
    private readonly known: string,
  ) {
    this.#moment = moment;
    this.#incident = incident;
  }

  @Field(() => InvestigationStatusEnum, { description: 'The status.' })
  get status(): string {
    return this.known;
  }

  @Field(() => [ID], { description: 'The entries that brought it about.' })
  get basis(): MaybePromise<readonly EventId[]> {
    return whenHere(this.investigations, (nodes) =>
      nodes.flatMap(({ view }) => {
        const { status, statusEntry } = view.state as Investigation;
        return status === this.known && statusEntry ? [statusEntry] : [];
      }),
    );
  }

  @Field(() => [typeNamed('Investigation')], {
    description: 'The inquiries behind it, whatever their own status. One that was retracted is behind nothing.',
  })
  get investigations(): MaybePromise<InvestigationNode[]> {
    return whenHere(this.#moment.linked(this.#incident, 'investigation', 'Investigation'), (nodes) =>
      nodes.filter(({ view }) => !view.retraction),
    );
  }
}
