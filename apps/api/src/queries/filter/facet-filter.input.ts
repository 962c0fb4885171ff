import { Field, ID, InputType } from '@nestjs/graphql';
import type { Type } from '@nestjs/common';

export interface FacetFilterValue {
  readonly in?: readonly string[] | null;
  readonly notIn?: readonly string[] | null;
  readonly known?: boolean | null;
}

/** An input that filters one facet by values of a type: `[String!]`, or `[InvestigationStatus!]`. */
export function facetFilterOf(name: string, value: () => object | StringConstructor): Type<FacetFilterValue> {
  @InputType(name, { description: 'All that is given must hold.' })
  class FacetFilter implements FacetFilterValue {
    @Field(() => [value()], { nullable: true, description: 'At least one of these; an empty list matches nothing.' })
    in?: readonly string[] | null;

    @Field(() => [value()], { nullable: true, description: 'None of these.' })
    notIn?: readonly string[] | null;

    @Field(() => Boolean, { nullable: true, description: 'Whether anything is on record of it.' })
    known?: boolean | null;
  }
  return FacetFilter;
}

/** Records are many: whether one is linked with any at all is a question that no index answers. */
@InputType({ description: 'All that is given must hold.' })
export class IdFilter implements FacetFilterValue {
  @Field(() => [ID], { nullable: true, description: 'At least one of these; an empty list matches nothing.' })
  in?: readonly string[] | null;

  @Field(() => [ID], { nullable: true, description: 'None of these.' })
  notIn?: readonly string[] | null;
}

export const StringFilter = facetFilterOf('StringFilter', () => String);
