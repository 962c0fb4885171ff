import { progressBars } from '../progress.bars.js';
import { GraphQLServer, serverUrl } from '../server/graphql.server.js';
import { type RecordSource, wholeSource } from './record.source.js';
import { chosenSource, type SourceOptions } from './source.options.js';

/**
 * Opens the one source that the options name.
 * @param isQuiet shows no progress
 * @param token whose eyes it is asked with; a bundle asks nobody for one
 * @throws UsageError; DoesNotHoldError of a bundle; AnswerError where nothing can be told from it
 */
export async function openSource(
  options: SourceOptions,
  token: string | undefined,
  isQuiet: boolean,
): Promise<RecordSource> {
  const chosen = chosenSource(options);
  if (chosen.kind === 'SERVER') {
    const server = new GraphQLServer(serverUrl(chosen.url), token);
    return wholeSource(server);
  }
  // What answers from files is the whole server: it takes a second to load, and is of no use to who asks one.
  const bars = progressBars(!isQuiet);
  try {
    if (chosen.kind === 'BUNDLE') {
      const { openBundle } = await import('./bundle.source.js');
      return await openBundle(chosen.folder, bars.tell);
    }
    const { openFolder } = await import('./folder.source.js');
    return await openFolder(chosen.folder, token, bars.tell);
  } finally {
    bars.end();
  }
}
