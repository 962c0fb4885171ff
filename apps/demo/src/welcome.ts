export interface Welcome {
  readonly url: string;
  readonly editorToken: string;
  readonly shooting: string;
  /** Index of the last entry of the article; what came later was not known then. */
  readonly articleIndex: number;
  readonly alreadyLoaded: boolean;
}

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '    ');

/** Three questions that show what the tracker is for: now, who said what, and what was known then. */
export const welcomeQueries = ({ shooting, articleIndex }: Pick<Welcome, 'shooting' | 'articleIndex'>) => ({
  'Which incidents in Minnesota are under investigation, and by whom?': `{
  incidents(filter: { region: { in: ["US-MN"] }, status: { in: [OPEN] } }) {
    nodes {
      title { text }
      investigations { kind { label } status lead { name } declinedBy { name } }
    }
  }
}`,
  'Who said what about the shooting of 14 January, and what contradicts it?': `{
  incident(id: "${shooting}") {
    accounts {
      topic { label }
      party { agency { name } described { text } }
      claims { text { text } contradictedBy { assessedBy { agency { name } } source { kind } } }
    }
  }
}`,
  'What was known of it when the article had been recorded, and what is known now?': `{
  record(asOf: { index: ${articleIndex} }) { incident(id: "${shooting}") { ...Known } }
  incident(id: "${shooting}") { ...Known }
}
fragment Known on Incident {
  investigations { lead { name } }
  charges { side byStatus { status counts } }
  disputed { value }
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
                     (for what only an editor sees or does: the header Authorization: Bearer <token>)

  Three questions to paste:

${queries.join('\n')}
  More: docs/analysts.md for questions, docs/editors.md for recording.
  Ctrl-C stops the server; "npm run demo" goes on with the same data.
`;
}
