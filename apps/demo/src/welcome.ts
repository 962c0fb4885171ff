export interface Welcome {
  readonly url: string;
  readonly editorToken: string;
  readonly shooting: string;
  /** Index of the last entry of the article; what came later was not known then. */
  readonly articleIndex: number;
  readonly alreadyLoaded: boolean;
}

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '    ');

/** Three questions that show what the tracker is for: now, what anyone said, and what was known then. */
export const welcomeQueries = ({ shooting, articleIndex }: Pick<Welcome, 'shooting' | 'articleIndex'>) => ({
  'Which incidents in Minnesota are under investigation, and by whom?': `{
  incidents(filter: { region: { in: ["US-MN"] }, status: { in: [OPEN] } }) {
    nodes { title { text } investigationStatus { status investigations { status kind { label } lead { name } } } }
  }
}`,
  'Who said what about the shooting of 14 January, and what contradicts it?': `{
  incident(id: "${shooting}") {
    accounts {
      topic { label }
      party { agency { name } described { text } }
      claims { text { text } disputed contradictedBy { source { kind title { text } } } }
    }
  }
}`,
  'What was known when the article had been recorded?': `{
  record(asOf: { index: ${articleIndex} }) {
    incident(id: "${shooting}") {
      investigationStatus { status }
      disputed { value }
      charges { side byStatus { status counts } }
    }
  }
}`,
});

/** What the demo prints once the story is loaded. */
export function welcome(facts: Welcome): string {
  const queries = Object.entries(welcomeQueries(facts)).map(
    ([question, query]) => `  ${question}\n\n${indented(query)}\n`,
  );
  const loaded = facts.alreadyLoaded ? 'was on record already: nothing was recorded twice' : 'is on record';
  return `
  The Minneapolis story ${loaded}.

  Ask in the browser: ${facts.url}/graphiql

    GraphQL          ${facts.url}/graphql
    health           ${facts.url}/health/ready
    editor token     ${facts.editorToken}
                     (to record: the header Authorization: Bearer <token>)

  Three questions to paste:

${queries.join('\n')}
  Ctrl-C stops the server; "npm run demo" goes on with the same data.
`;
}
