import type { Type } from '@nestjs/common';
import { MUTATION_RESOLVERS } from '../mutations/mutation.resolvers.js';
import { PingResolver } from './ping.resolver.js';

/** All resolver classes. The running server provides them; `npm run schema` prints the schema they make. */
export const RESOLVERS: readonly Type[] = [PingResolver, ...MUTATION_RESOLVERS];

/** Scalar classes (`@Scalar`) and object types that only an interface or union leads to. */
export const SCALARS: readonly Type[] = [];
