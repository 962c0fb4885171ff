import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpLedgerReader, LedgerServerError } from './http-ledger.reader.js';

describe('a ledger over HTTP', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });
  async function reading(answer: RequestListener): Promise<HttpLedgerReader> {
    server = createServer(answer);
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
    return new HttpLedgerReader(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  it('is not read further than a file of it can be long: a server that is not believed may send without end', async () => {
    const reader = await reading((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', more);
      more();
    });
    await expect(reader.checkpoint()).rejects.toThrow(/more than the \d+ bytes/);
  });

  it('has no checkpoint where the server has none, and says what else the server answers', async () => {
    expect(await (await reading((_, response) => response.writeHead(404).end())).checkpoint()).toBeUndefined();
    server!.close();
    const failing = await reading((_, response) => response.writeHead(500).end());
    await expect(failing.checkpoint()).rejects.toThrow(LedgerServerError);
    server!.close();
    const saying = await reading((_, response) => response.writeHead(503).end('{"message":"The log is away."}'));
    await expect(saying.checkpoint()).rejects.toThrow(/answers 503: "The log is away\."$/);
    server!.close();
    const endless = await reading((_, response) => response.writeHead(503).end('x'.repeat(100_000)));
    await expect(endless.checkpoint()).rejects.toThrow(/answers 503$/);
  });

  it('is not followed in a circle of sizes', async () => {
    const reader = await reading((_, response) => response.end('5\n5\n'));
    const seen: number[] = [];
    const read = async () => {
      for await (const size of reader.checkpointSizes()) seen.push(size);
    };
    await expect(read()).rejects.toThrow(/rising sizes/);
    expect(seen).toEqual([5]);
  });
});
