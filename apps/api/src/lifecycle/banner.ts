/** What the person who started the server reads. */
export function banner(url: string): string {
  return `
  On Record is listening

    ask in the browser   ${url}/graphiql
    GraphQL              ${url}/graphql
    subscriptions        ${url.replace(/^http/, 'ws')}/graphql, ${url}/graphql/stream
    health, metrics      ${url}/health/ready, ${url}/metrics

`;
}
