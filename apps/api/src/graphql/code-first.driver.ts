import { ApolloDriver } from '@nestjs/apollo';
import { Injectable } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { GraphQLSchemaFactory, type GqlModuleOptions } from '@nestjs/graphql';
import { ResolversExplorerService } from '@nestjs/graphql/dist/services/resolvers-explorer.service.js';
import { type GraphQLSchema, lexicographicSortSchema } from 'graphql';
import { attachResolvers, type FoundResolvers } from './attach-resolvers.js';
import { describeRoots } from './root-descriptions.js';

/**
 * Apollo's driver, which makes the schema once. Nest's way is to make it from the classes, print it, parse what was
 * printed into a second schema that takes the resolvers, and copy these into a third: several times the work.
 */
@Injectable()
export class CodeFirstDriver extends ApolloDriver {
  constructor(
    modules: ModulesContainer,
    private readonly schemas: GraphQLSchemaFactory,
    private readonly explorer: ResolversExplorerService,
  ) {
    super(modules);
  }

  override async generateSchema({ buildSchemaOptions }: GqlModuleOptions): Promise<GraphQLSchema> {
    const schema = await this.schemas.create(this.explorer.getAllCtors(), { ...buildSchemaOptions });
    attachResolvers(schema, this.explorer.explore() as FoundResolvers);
    return lexicographicSortSchema(describeRoots(schema));
  }
}
