import { progressBars } from '../progress.bars.js';
import { GraphQLServer, serverUrl } from '../server/graphql.server.js';
import type { RecordSource } from './record.source.js';
import { chosenSource, type SourceOptions } from './source.options.js';

/**
 * Opens the one source that the options name.
 * @param isQuiet shows no progress
 * @param token whose eyes it is asked with; a bundle asks nobody for one
 * @throws UsageError; AnswerError where nothing can be told from it
 */
export async function openSource(
  options: SourceOptions,
  token: string | undefined,
  isQuiet: boolean,
): Promise<RecordSource> {
  const chosen = chosenSource(options);
  if (chosen.kind === 'SERVER') {
    const server = new GraphQLServer(serverUrl(chosen.url), token);
    return { ask: (query, variables) => server.ask(query, variables), close: async () => {} };
  }
  // What answers from files is the whole server: it takes a second to load, and is of no use to who asks one.
  const { openFolder } = await import('./folder.source.js');
  const bars = progressBars(!isQuiet);
  try {
    return await openFolder(chosen.folder, token, bars.tell);
  } finally {
    bars.end();
  }
}
