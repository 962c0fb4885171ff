import { Args, ArgsType, Context, Field, Query, Resolver } from '@nestjs/graphql';
import type { VocabularyName } from '#domain';
import type { GraphQLContext } from '../../graphql/graphql-context.js';
import { encodeCursor, AFTER_ENTRY } from '../../cursor/cursor.js';
import { AsOfInput } from '../moment/as-of.input.js';
import { ActorNode } from '../actor/actor.type.js';
import type { MaybePromise } from '../common/maybe-promise.js';
import { Moments } from '../moment/moments.js';
import { RecordMoment } from './record-moment.type.js';
import { addQuery, addToRecord } from './root.field.js';
import { ROOT_FIELDS } from './root.fields.js';
import { errorCodes, refusalCodes, VocabularyCode, vocabulary, VocabularyNameEnum } from './vocabulary.type.js';

@ArgsType()
class AsOfArgs {
  @Field(() => AsOfInput, {
    description:
      'Which moment: `{ index: 66 }`, `{ recordedBy: "2026-01-15" }` or `{ publicBy: "2026-01-15T18:00:00-06:00" }`.',
  })
  asOf!: AsOfInput;

  @Field(() => String, {
    nullable: true,
    description: "IANA zone in which a bare date ends: `America/Chicago`; the server's by default.",
  })
  zone?: string | null;
}

@Resolver()
export class QueryResolver {
  constructor(readonly moments: Moments) {}

  @Query(() => RecordMoment, { description: 'The whole record as it stood at a moment, on one of three axes.' })
  record(@Args() { asOf, zone }: AsOfArgs, @Context() context: GraphQLContext): RecordMoment {
    return new RecordMoment(this.moments.asOf(asOf, zone, context));
  }

  @Query(() => String, {
    nullable: true,
    description:
      'Cursor of the present: pass it to a subscription to learn of everything after what this query answers. Null before the log is opened.',
  })
  cursor(@Context() context: GraphQLContext): string | null {
    const { reading, source } = this.moments.present(context);
    const { logId } = reading.model.status();
    return logId === undefined ? null : encodeCursor({ logId, index: source.index, sub: AFTER_ENTRY });
  }

  @Query(() => ActorNode, {
    nullable: true,
    description: 'Who you are by your access token: your id, your roles, your tokens. Null without a token.',
  })
  me(@Context() context: GraphQLContext): MaybePromise<ActorNode | null> {
    const { actor } = context.viewer;
    return actor === undefined ? null : this.moments.present(context).find(actor, 'Actor');
  }

  @Query(() => [VocabularyCode], { description: 'A list of codes that will grow, whole.' })
  vocabulary(
    @Args('name', { type: () => VocabularyNameEnum, description: 'Which list: `IncidentKind`.' }) name: VocabularyName,
  ): VocabularyCode[] {
    return vocabulary(name);
  }

  @Query(() => [VocabularyCode], { description: 'Every code of a refusal or a warning, with what it means.' })
  refusalCodes(): VocabularyCode[] {
    return refusalCodes();
  }

  @Query(() => [VocabularyCode], {
    description: 'Every code that an error in `errors` may have in its `extensions`, with what it means.',
  })
  errorCodes(): VocabularyCode[] {
    return errorCodes();
  }
}

@Resolver(() => RecordMoment)
export class RecordMomentResolver {}

for (const field of ROOT_FIELDS) {
  addQuery(QueryResolver, field);
  addToRecord(RecordMomentResolver, field);
}
