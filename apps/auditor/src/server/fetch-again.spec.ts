import { jest } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fetchAgain } from './fetch-again.js';

describe('fetching once more', () => {
  const asked: string[] = [];
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      let body = '';
      for await (const part of request) body += part;
      asked.push(body);
      answer(request, response);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  beforeEach(() => void asked.splice(0));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const ask = () => fetchAgain(url, { method: 'POST', body: 'a question' });
  const closed = (request: IncomingMessage) => request.socket.destroy();

  it('asks the same again where the connection was closed under the question', async () => {
    answer = (request, response) => (asked.length === 1 ? closed(request) : response.end('an answer'));
    expect(await (await ask()).text()).toBe('an answer');
    expect(asked).toEqual(['a question', 'a question']);
  });

  it('asks no third time', async () => {
    answer = closed;
    await expect(ask()).rejects.toThrow('fetch failed');
    expect(asked).toHaveLength(2);
  });

  it('takes a refusal for an answer', async () => {
    answer = (_, response) => response.writeHead(503).end();
    expect((await ask()).status).toBe(503);
    expect(asked).toHaveLength(1);
  });

  it('does not ask again where nobody listens', async () => {
    const gone = createServer().listen(0, '127.0.0.1');
    await once(gone, 'listening');
    const { port } = gone.address() as AddressInfo;
    gone.close();
    await once(gone, 'close');
    const fetched = jest.spyOn(globalThis, 'fetch');
    await expect(fetchAgain(`http://127.0.0.1:${port}/`, {})).rejects.toThrow('fetch failed');
    expect(fetched).toHaveBeenCalledTimes(1);
    fetched.mockRestore();
  });

  it('does not ask again where it was called off', async () => {
    const abort = new AbortController();
    answer = () => abort.abort();
    await expect(fetchAgain(url, { signal: abort.signal })).rejects.toThrow('aborted');
    expect(asked).toHaveLength(1);
  });
});
