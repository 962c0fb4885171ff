import { Query, Resolver } from '@nestjs/graphql';

/** Answers without any store, so that a client can tell the API from the data behind it. */
@Resolver()
export class PingResolver {
  @Query(() => String, { description: 'Answers `pong`: the API is there, whatever its stores do.' })
  ping(): string {
    return 'pong';
  }
}
