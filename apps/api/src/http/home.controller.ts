import { Controller, Get, Header } from '@nestjs/common';

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>On Record</title>
<body>
<h1>On Record</h1>
<p>What has been done about it, by whom, and how do we know?</p>
<ul>
<li><a href="/graphiql">Ask in the browser</a>: example queries, the schema with its documentation</li>
<li><code>/graphql</code>: GraphQL over HTTP and WebSocket; <code>/graphql/stream</code>: over Server-Sent Events</li>
<li><a href="/log/checkpoint">The signed ledger</a>: its newest checkpoint; everything under <code>/log</code> can be checked</li>
<li><a href="/health/ready">Is it well?</a></li>
</ul>
</body>
</html>
`;

@Controller()
export class HomeController {
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  home(): string {
    return PAGE;
  }
}
