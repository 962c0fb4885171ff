import { Inject } from '@nestjs/common';
import { Args, ArgsType, Context, Extensions, Field, ID, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { aggregateOf, type Incident, type Source, type Statement, type StreamName } from '#domain';
import type { RecordView } from '#read-model';
import type { Config } from '../../config/index.js';
import type { GraphQLContext } from '../../graphql/graphql-context.js';
import { CONFIG } from '../../ports.js';
import { EXAMPLE_IDS } from '../common/example-ids.js';
import { Json, SafeInt } from '../common/scalars.js';
import { AsOfInput } from '../moment/as-of.input.js';
import type { Moment } from '../moment/moment.js';
import { Moments } from '../moment/moments.js';
import { anyNode } from '../root/root.fields.js';
import { bibtexOf, citationText, type Cited, cslOf, referenceOf } from './citation.js';
import { rootOf } from './tree-root.js';

@ArgsType()
class CitationArgs {
  @Field(() => ID, { description: `Id of the record: \`${EXAMPLE_IDS.incident}\`.` })
  record!: string;

  @Field(() => AsOfInput, {
    nullable: true,
    description: 'As it stood when: `{ index: 66 }`; by default the present, which the citation fixes.',
  })
  asOf?: AsOfInput | null;

  @Field(() => String, {
    nullable: true,
    description: "IANA zone in which a bare date ends: `America/Chicago`; the server's by default.",
  })
  zone?: string | null;
}

@ObjectType({ description: 'A reference to a record at one fixed moment, which can be looked up and checked later.' })
export class Citation {
  @Field(() => String, {
    description:
      'The reference: `onrecord:<log>/<record>@<index>`, and `;public=<moment>` where what was public by a moment is cited. It never changes.',
  })
  readonly reference!: string;

  @Field(() => SafeInt, { description: 'Index of the last entry that is part of it: `record(asOf: { index })`.' })
  readonly index!: number;

  @Field(() => SafeInt, { description: 'How many entries that are: the size of the tree.' })
  readonly treeSize!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'Root of the tree of that size, base64; null where that much is not published yet: ask again in seconds.',
  })
  readonly root!: string | null;

  @Field(() => String, { description: 'For a footnote.' })
  readonly text!: string;

  @Field(() => Json, { description: 'For a reference manager: one item of CSL-JSON.' })
  readonly csl!: unknown;

  @Field(() => String, { description: 'For LaTeX: one BibTeX entry.' })
  readonly bibtex!: string;
}

@Resolver()
export class CitationResolver {
  constructor(
    private readonly moments: Moments,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Query(() => Citation, {
    nullable: true,
    description: 'How to cite a record at a moment; null where there is none of that id at that moment.',
  })
  @Extensions({ cost: 10 })
  async citation(
    @Args() { record, asOf, zone }: CitationArgs,
    @Context() context: GraphQLContext,
  ): Promise<Citation | null> {
    const moment = asOf == null ? this.moments.present(context) : this.moments.asOf(asOf, zone, context);
    // Whoever works with the tracker is nobody else's business.
    if (aggregateOf(record) === 'actor' || (await anyNode(moment, record)) === null) return null;
    const { source, reading } = moment;
    const root = await rootOf(reading.ledger, source.index + 1);
    const origin = reading.ledger?.published.current()?.origin;
    const { publicUrl } = this.config;
    const cited: Cited = {
      logId: reading.logId ?? '',
      record,
      title: await titleOf(moment, record),
      index: source.index,
      at: new Date(source.publicBy ?? recordedAt(moment)),
      isPublic: source.publicBy !== undefined,
      ...(root === null || origin === undefined ? {} : { root, origin }),
      ...(publicUrl === undefined ? {} : { url: publicUrl }),
    };
    return {
      reference: referenceOf(cited),
      index: cited.index,
      treeSize: cited.index + 1,
      root,
      text: citationText(cited),
      csl: cslOf(cited),
      bibtex: bibtexOf(cited),
    };
  }
}

/** When the last entry of a moment was recorded. */
function recordedAt({ source, reading }: Moment): number {
  const [last] = source.snapshot?.log({ limit: 1, backwards: true }) ?? [];
  return last ? Date.parse(last.recordedAt) : reading.now;
}

/** What a record is called, as this viewer may read it. */
async function titleOf(moment: Moment, record: StreamName): Promise<string> {
  const view = (await moment.records.get(record))!;
  const words = wordsOf(view);
  if (words === undefined) return record;
  return (await moment.reading.narrative.render(words)).text;
}

function wordsOf({ kind, state }: RecordView): string | undefined {
  if (kind === 'incident') return (state as Incident).title?.value;
  if (kind === 'statement') return (state as Statement).summary?.value;
  if (kind === 'source') return (state as Source).title;
  return undefined;
}
