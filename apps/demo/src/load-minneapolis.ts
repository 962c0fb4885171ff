import type { AdministratorToken } from './administrator.js';
import { demoEditor } from './loading/editor.js';
import { GraphQLClient } from './loading/graphql.client.js';
import { loadScenario, type Progress } from './loading/load-scenario.js';
import { Recorder } from './loading/recorder.js';
import { ARTICLE } from './minneapolis/article/index.js';
import { shooting } from './minneapolis/article/shooting.js';
import { MINNEAPOLIS } from './minneapolis/index.js';

/** What there is to say of a load. */
export interface LoadedStory {
  readonly editorToken: string;
  /** Id of the incident of 14 January. */
  readonly shooting: string;
  /** Index of the last entry of the article; what came later was not known then. */
  readonly articleIndex: number;
  /** Whether all of it had been on record before. */
  readonly alreadyLoaded: boolean;
}

/** Makes an editor, and has it record the story; nothing is recorded twice. */
export async function loadMinneapolis(
  url: string,
  { actor, tokenId, secret }: AdministratorToken,
  show: (progress: Progress) => void,
): Promise<LoadedStory> {
  const client = new GraphQLClient(url);
  const administrator = new Recorder(client.as(secret));
  const { token } = await demoEditor(administrator);
  // It has done its work; nobody has been told of it, and nobody can use it later.
  await administrator.record('revokeToken', {
    record: actor,
    tokenId,
    reason: { text: 'It was of use to the loading of the demo only.' },
  });
  const editor = new Recorder(client.as(token));
  const { recorded, repeated } = await loadScenario(MINNEAPOLIS, editor, show);
  const last = recorded.get(ARTICLE.steps.at(-1)!.label)!;
  return {
    editorToken: token,
    shooting: recorded.get(shooting.label)!.record,
    articleIndex: await indexOf(last, editor.client),
    alreadyLoaded: repeated === recorded.size,
  };
}

/** The place of an entry in the log: by it a moment of the record is cited. */
async function indexOf({ record, entry }: { record: string; entry: string }, client: GraphQLClient): Promise<number> {
  const query = 'query ($record: ID!) { history(record: $record, first: 100) { nodes { id index } } }';
  const { history } = await client.ask<{ history: { nodes: { id: string; index: number }[] } }>(query, { record });
  return history.nodes.find(({ id }) => id === entry)!.index;
}
