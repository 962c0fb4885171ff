import { connect } from 'node:net';
import { LogUnavailableError } from '#event-store';
import { type ServerUnderTest, startServer } from '../testing/start-server.js';
import { Stage, ticksResolver } from '../testing/ticks.resolver.js';

const ADMIN = { actor: 'actor-00000000-0000-4000-8000-000000000001', roles: new Set(['ADMIN'] as const) };
const authenticator = {
  async authenticate(token: string) {
    if (token === 'unknowable') throw new LogUnavailableError('/srv/secret.db', 'disk full');
    return token === 'right' ? ADMIN : undefined;
  },
};

describe('a request over HTTP', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await startServer({
      authenticator,
      resolvers: [ticksResolver(new Stage())],
      status: {
        current: () => ({ index: 41, recordedAt: '2026-01-15T00:00:00.000Z', ageMs: 12, logId: 'log-id' }),
        waitFor: async () => false,
      },
      environment: {
        ONRECORD_MAX_DEPTH: '12',
        ONRECORD_MAX_ALIASES: '3',
        ONRECORD_MAX_COST: '1000',
        ONRECORD_MAX_TOKENS: '300',
      },
    });
  });
  afterAll(() => server.stop());

  it('is answered with data, the place of the read model and its cost', async () => {
    expect((await server.post({ query: '{ page(first: 2) }' })).body).toEqual({
      data: { page: ['0', '1'] },
      extensions: {
        readModel: { index: 41, recordedAt: '2026-01-15T00:00:00.000Z', ageMs: 12, logId: 'log-id' },
        cost: { estimated: 1, limit: 1000 },
      },
    });
  });

  it('that comes by way of a proxy which is not trusted has the operator warned, once', async () => {
    const warnings = () => server.log.filter(({ msg }) => String(msg).includes('ONRECORD_TRUST_PROXY=true'));
    expect(warnings()).toHaveLength(0);
    for (let n = 0; n < 2; n++) await server.post({ query: '{ __typename }' }, { 'x-forwarded-for': '192.0.2.1' });
    expect(warnings()).toHaveLength(1);
  });

  it('keeps its correlation id if that is a UUID, and gets one if not', async () => {
    const id = 'AAAAAAAA-bbbb-4ccc-8ddd-eeeeeeeeeeee';
    const kept = await server.post({ query: '{ __typename }' }, { 'x-correlation-id': id });
    expect(kept.headers.get('x-correlation-id')).toBe(id.toLowerCase());
    const made = await server.post({ query: '{ __typename }' }, { 'x-correlation-id': 'Jane Doe' });
    expect(made.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([
    ['QUERY_TOO_DEEP', 12, 13, '{ __schema '.concat('{ queryType '.repeat(11), '{ name }', '}'.repeat(12))],
    ['TOO_MANY_ALIASES', 3, 4, '{ a: __typename b: __typename c: __typename d: __typename }'],
    ['QUERY_TOO_WIDE', 100, 101, `{ ${'__typename '.repeat(101)} }`],
    ['TOO_MANY_OPERATIONS', 20, 21, Array.from({ length: 21 }, (_, n) => `query Q${n} { __typename }`).join(' ')],
    ['QUERY_TOO_LONG', 300, 301, `{ ${'__typename '.repeat(400)} }`],
    ['PAGE_TOO_LARGE', 100, 101, '{ page(first: 101) }'],
    [
      'QUERY_TOO_COSTLY',
      1000,
      1957,
      '{ __schema { types { fields { args { type { ofType { name kind } } } type { fields { args { type { name } } } } } } } }',
    ],
  ])('is refused with %s, the limit and what was asked', async (code, limit, actual, query) => {
    const { body, status } = await server.post({ query });
    expect(body.data).toBeUndefined();
    expect(body.errors).toHaveLength(1);
    expect(body.errors?.[0]?.extensions).toEqual({ code, limit, actual });
    expect(body.errors?.[0]?.message).toContain(String(limit));
    expect(status).toBe(200);
  });

  it('is refused as too large before its body is read', async () => {
    const { status, body } = await server.post({ query: `{ __typename } # ${'x'.repeat(1024 * 1024)}` });
    expect(status).toBe(413);
    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'BODY_TOO_LARGE', limit: 1024 * 1024 });
  });

  it('may introspect', async () => {
    const { body } = await server.post({ query: '{ __schema { queryType { name } } }' });
    expect(body.data).toEqual({ __schema: { queryType: { name: 'Query' } } });
  });

  it('is nobody without a token, someone with one, and refused with a wrong one', async () => {
    expect((await server.post({ query: '{ __typename }' }, { authorization: 'Bearer right' })).status).toBe(200);
    const { status, headers, body } = await server.post({ query: '{ __typename }' }, { authorization: 'Bearer wrong' });
    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'UNAUTHENTICATED' });
  });

  it('is told where its token cannot be looked up, and may ask again', async () => {
    const authorization = 'Bearer unknowable';
    const { status, body } = await server.post({ query: '{ __typename }' }, { authorization });
    expect([status, body.errors?.[0]?.extensions]).toEqual([500, { code: 'LOG_UNAVAILABLE' }]);
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('is told nothing of what went wrong inside, which the log has under the correlation id', async () => {
    const { body, headers } = await server.post({ query: '{ broken }' });
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR' });
    expect(JSON.stringify(body)).not.toContain('secret');
    const line = server.log.find(({ msg }) => msg === 'a resolver failed');
    expect(line).toMatchObject({ correlationId: headers.get('x-correlation-id'), path: 'broken' });
  });

  it('is told when the log cannot be reached', async () => {
    const { body } = await server.post({ query: '{ unavailable }' });
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'LOG_UNAVAILABLE' });
    expect(JSON.stringify(body)).not.toContain('/data');
  });

  it('cannot subscribe, and is told where it can', async () => {
    const { body } = await server.post({ query: 'subscription { ticks(count: 1) }' });
    expect(body.errors?.[0]?.message).toContain('/graphql/stream');
  });

  it('by GET needs a header that a page of another site cannot send', async () => {
    const url = `${server.url}/graphql?query=%7B__typename%7D`;
    expect((await fetch(url)).status).toBe(400);
    expect((await fetch(url, { headers: { 'apollo-require-preflight': '1' } })).status).toBe(200);
  });

  it('leaves nothing of its text, variables, token or address in the log', async () => {
    await server.post(
      { query: 'query Jane($name: String) { __typename broken missing }', variables: { name: 'Jane Doe' } },
      { authorization: 'Bearer right' },
    );
    await fetch(`${server.url}/graphql?query=%7BJane%7D`);
    const aboutRequests = server.log.filter(({ correlationId }) => correlationId !== undefined);
    expect(aboutRequests.length).toBeGreaterThan(2);
    expect(JSON.stringify(aboutRequests)).not.toMatch(/Jane|right|127\.0\.0\.1/);
  });

  it('of another kind is answered in the same shape', async () => {
    const response = await fetch(`${server.url}/nothing`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });

  it('that is not JSON is refused without repeating it', async () => {
    const { status, body } = await server.post('{"query": "Jane');
    expect(status).toBe(400);
    expect(JSON.stringify(body)).not.toContain('Jane');
  });

  it('finds a page that loads nothing from elsewhere', async () => {
    const page = await fetch(`${server.url}/graphiql`);
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'sha256-[^']+' blob:/);
    const again = await fetch(`${server.url}/graphiql`, {
      headers: { 'if-none-match': page.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
    expect((await page.text()).length).toBeGreaterThan(1_000_000);
  });

  it('that never ends its body does not hold a second one up', async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.write('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{');
    expect((await server.post({ query: '{ __typename }' })).status).toBe(200);
    socket.destroy();
  });
});

describe('a server that is not open to the public', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await startServer({
      authenticator,
      environment: { ONRECORD_PUBLIC_READ: 'false', ONRECORD_AUTH_FAILURES_PER_MINUTE: '2' },
    });
  });
  afterAll(() => server.stop());

  it('needs a token, after too many wrong ones tells how long to wait, and lets the public ask for its health', async () => {
    expect((await server.post({ query: '{ __typename }' })).status).toBe(401);
    expect((await server.post({ query: '{ __typename }' }, { authorization: 'Bearer right' })).status).toBe(200);
    for (const _ of [1, 2]) await server.post({ query: '{ __typename }' }, { authorization: 'Bearer wrong' });
    const { status, headers } = await server.post({ query: '{ __typename }' }, { authorization: 'Bearer wrong' });
    expect(status).toBe(429);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    // Of many who share an address one may be at fault.
    expect((await server.post({ query: '{ __typename }' }, { authorization: 'Bearer right' })).status).toBe(200);
    expect((await server.post({ query: '{ __typename }' }, { authorization: 'Basic wrong' })).status).toBe(429);
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
  });
});
