import { GraphQLJSON, GraphQLSafeInt } from 'graphql-scalars';

/** Whole numbers up to 2^53 − 1: an index of the log outgrows `Int`. */
export const SafeInt = GraphQLSafeInt;
export const Json = GraphQLJSON;
