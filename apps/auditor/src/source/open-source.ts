import { progressBars } from '../progress.bars.js';
import { GraphQLServer, serverUrl } from '../server/graphql.server.js';
import { type About, type RecordSource, wholeSource } from './record.source.js';
import { chosenSource, type SourceOptions } from './source.options.js';

export interface Asking {
  /** Whose eyes it is asked with; a bundle asks nobody for one. */
  readonly token?: string | undefined;
  /** Records that will be asked about, or that a list of incidents will be: what holds neither is not read first. */
  readonly about: About;
  /** Shows no progress. */
  readonly isQuiet: boolean;
}

/**
 * Opens the one source that the options name.
 * @throws UsageError; DoesNotHoldError of a bundle; AnswerError where nothing can be told from it
 */
export async function openSource(options: SourceOptions, { token, about, isQuiet }: Asking): Promise<RecordSource> {
  const chosen = chosenSource(options);
  if (chosen.kind === 'SERVER') {
    const server = new GraphQLServer(serverUrl(chosen.url), token);
    return wholeSource(server);
  }
  const bars = progressBars(!isQuiet);
  try {
    if (chosen.kind === 'BUNDLE') {
      const { openBundle } = await import('./bundle.source.js');
      return await openBundle(chosen.folder, bars.tell, { about });
    }
    const { openFolder } = await import('./folder.source.js');
    return await openFolder(chosen.folder, token, bars.tell);
  } finally {
    bars.end();
  }
}
