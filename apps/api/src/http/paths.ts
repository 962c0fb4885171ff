export const GRAPHQL_PATH = '/graphql';
export const STREAM_PATH = '/graphql/stream';
export const GRAPHIQL_PATH = '/graphiql';

export const isGraphQLPath = (route: string | undefined) => route === GRAPHQL_PATH || route === STREAM_PATH;
