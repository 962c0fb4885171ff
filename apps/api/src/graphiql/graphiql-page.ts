import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { GRAPHQL_PATH } from '../http/paths.js';
import { type ExampleQuery, exampleQueries } from './example-queries.js';
import type { ExampleValues } from './example-values.js';

const compress = promisify(gzip);

export interface GraphiQLPage {
  readonly html: string;
  readonly gzipped: Buffer;
  /** Content-Security-Policy: the page's one script by its hash, workers that it makes of itself, nothing from elsewhere. */
  readonly policy: string;
  readonly etag: string;
}

let made: { readonly of: string; readonly page: Promise<GraphiQLPage> } | undefined;

/** The page of 9 MB, self-contained; made and compressed at the first visit, and anew where the examples are others. */
export function graphiqlPage(values: ExampleValues): Promise<GraphiQLPage> {
  const of = JSON.stringify(values);
  if (made?.of !== of) made = { of, page: makePage(exampleQueries(values)) };
  return made.page;
}

async function makePage(examples: readonly ExampleQuery[]): Promise<GraphiQLPage> {
  // Nine megabytes of script that a start need not wait for.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({
    title: 'On Record',
    favicon: 'data:,',
    endpoint: GRAPHQL_PATH,
    subscriptionsProtocol: 'WS',
    defaultTabs: examples.map(({ query, variables }) => ({ query, variables })),
    defaultEditorToolsVisibility: 'headers',
  } as Parameters<typeof renderGraphiQL>[0]);
  const script = /<script>([\s\S]*)<\/script>/.exec(html)?.[1] ?? '';
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${createHash('sha256').update(script).digest('base64')}' blob:`,
    'worker-src blob:',
    // The editor writes its colours into style elements as it runs.
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "connect-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  const etag = `"${createHash('sha256').update(html).digest('base64url')}"`;
  return { html, gzipped: await compress(html), policy, etag };
}
