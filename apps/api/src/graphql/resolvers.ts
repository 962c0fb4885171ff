import type { Type } from '@nestjs/common';
import { MUTATION_RESOLVERS } from '../mutations/mutation.resolvers.js';
import { QUERY_RESOLVERS } from '../queries/index.js';
import { SUBSCRIPTION_RESOLVERS } from '../subscriptions/index.js';

/** All resolver classes, and what is made for them alone. The running server provides them; `npm run schema` prints the schema they make. */
export const RESOLVERS: readonly Type[] = [...QUERY_RESOLVERS, ...MUTATION_RESOLVERS, ...SUBSCRIPTION_RESOLVERS];

/** Scalar classes (`@Scalar`) and object types that only an interface or union leads to. */
export const SCALARS: readonly Type[] = [];
