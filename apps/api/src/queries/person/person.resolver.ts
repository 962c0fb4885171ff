import { Args, ArgsType, Extensions, Field, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { LogIndex } from '#domain';
import { DEFAULT_PAGE } from '../common/page.args.js';
import { SafeInt } from '../common/scalars.js';
import { MOST_ENTRIES, MOST_RECORDS, namesInTexts } from './names-in-texts.js';
import { NamesInTexts } from './names-in-texts.type.js';
import { PersonNode } from './person.type.js';

@ArgsType()
class NamedInTextsArgs {
  @Field(() => Int, {
    defaultValue: DEFAULT_PAGE,
    description: 'After how many texts to stop, 100 at most; the texts of one entry stay together.',
  })
  first: number = DEFAULT_PAGE;

  @Field(() => SafeInt, { nullable: true, description: 'Index to go on after: `next` of the answer before.' })
  after?: number | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether texts are listed too in which only single words of the name stand: "Good" in "Ms Good".',
  })
  singleWords: boolean = false;
}

/** Fields of a person that take arguments. */
@Resolver(() => PersonNode)
export class PersonResolver {
  @ResolveField(() => NamesInTexts, {
    nullable: true,
    description: `Texts in which the person is named in the clear: those of their own record, of the incidents that they have a part in, of the inquiries, cases and statements about these or about them, and of the sources of all of these, at this moment of the record. Corrected and withdrawn texts are among them, since history shows them; withheld texts are not. ${MOST_ENTRIES} entries are looked through at a time, of ${MOST_RECORDS} records at most. A guard, not a guarantee: another spelling is not found. Null for all but EDITOR and ADMIN, and where no name is on record that you may see.`,
  })
  // A single answer may read thousands of entries: a page of persons must not ask for that.
  @Extensions({ cost: MOST_ENTRIES })
  async namedInTexts(
    @Parent() person: PersonNode,
    @Args() { after, ...search }: NamedInTextsArgs,
  ): Promise<NamesInTexts | null> {
    const found = await namesInTexts(person, { ...search, ...(after == null ? {} : { after: after as LogIndex }) });
    return found ? new NamesInTexts(person.moment, found) : null;
  }
}
