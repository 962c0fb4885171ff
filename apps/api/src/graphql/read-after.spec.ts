import { CheckpointWaiters } from '../../../../libs/read-model/src/query/checkpoint.waiters.js';
import { encodeCursor } from '../cursor/cursor.js';
import type { ReadModelStatus } from '../ports.js';
import { type ServerUnderTest, startServer } from '../testing/start-server.js';

const LOG = '0198c5f2-7d3a-7c11-8a55-1b2c3d4e5f60';
const OTHER = '0198c5f2-7d3a-7c11-8a55-000000000000';
const at = (index: number, logId = LOG) => encodeCursor({ logId, index, sub: 0 });

/** A read model that moves when it is told to. */
class Moving implements ReadModelStatus {
  readonly #waiters = new CheckpointWaiters();
  #asked = Promise.withResolvers<void>();

  constructor(
    public index: number,
    public logId: string | 'unknown' = LOG,
  ) {}

  current() {
    return { index: this.index, ageMs: 0, ...(this.logId === 'unknown' ? {} : { logId: this.logId }) };
  }

  async waitFor(index: number, timeoutMs: number, signal: AbortSignal): Promise<boolean> {
    this.#asked.resolve();
    return (await this.#waiters.until(() => this.index >= index || undefined, timeoutMs, signal)) ?? false;
  }

  /** Once somebody waits. */
  async moveTo(index: number, logId = this.logId): Promise<void> {
    await this.#asked.promise;
    this.#asked = Promise.withResolvers();
    Object.assign(this, { index, logId });
    this.#waiters.moved();
  }
}

describe('a query with a cursor in x-read-after', () => {
  const running: ServerUnderTest[] = [];
  afterEach(async () => {
    for (const server of running.splice(0)) await server.stop();
  });

  async function given(status: Moving, waitMs = 10_000) {
    const server = await startServer({ status, environment: { ONRECORD_READ_WAIT_MS: String(waitMs) } });
    running.push(server);
    return {
      ...server,
      ask: (cursor: string, query = '{ page(first: 1) }') => server.post({ query }, { 'x-read-after': cursor }),
      stream: async (cursor: string) => {
        const headers = { 'content-type': 'application/json', accept: 'text/event-stream', 'x-read-after': cursor };
        const body = JSON.stringify({ query: '{ page(first: 1) }' });
        return (await fetch(`${server.url}/graphql/stream`, { method: 'POST', headers, body })).text();
      },
    };
  }

  it('is answered as soon as the read model holds its entry', async () => {
    const model = new Moving(40);
    const { ask } = await given(model);
    const answer = ask(at(41));
    await model.moveTo(41);
    expect((await answer).body).toMatchObject({ data: { page: ['0'] }, extensions: { readModel: { index: 41 } } });
  });

  it('is answered at once where it is held already, or where the header is empty', async () => {
    const { ask } = await given(new Moving(41), 0);
    expect((await ask(at(41))).body).toMatchObject({ data: { page: ['0'] } });
    expect((await ask('')).body).toMatchObject({ data: { page: ['0'] } });
  });

  it('is told what was reached where the time runs out, and can be repeated', async () => {
    const model = new Moving(40);
    const { ask } = await given(model, 20);
    const { status, body } = await ask(at(57));
    expect(body.data).toBeUndefined();
    expect(body.errors).toMatchObject([
      {
        message: expect.stringContaining('up to index 40, and not yet up to 57'),
        extensions: { code: 'READ_MODEL_BEHIND', index: 57, reached: 40, waitedMs: 20 },
      },
    ]);
    expect(status).toBe(200);
    const again = ask(at(57));
    await model.moveTo(57);
    expect((await again).body).toMatchObject({ data: { page: ['0'] } });
  });

  it.each([
    ['no cursor', 'nonsense', /"nonsense" is not a cursor/],
    ['several cursors', `${at(1)}, ${at(2)}`, /is not a cursor/],
    ['a cursor of another log', at(1, OTHER), /belongs to the log .*000000000000, and this is the log/],
  ])('is refused at once where it is %s', async (_what, cursor, message) => {
    const { ask } = await given(new Moving(40));
    const { body } = await ask(cursor);
    expect(body).toMatchObject({
      errors: [{ message: expect.stringMatching(message), extensions: { code: 'INVALID_CURSOR' } }],
    });
  });

  it('waits for a read model that is being filled, which does not know its log yet', async () => {
    const model = new Moving(-1, 'unknown');
    const { ask } = await given(model);
    const answer = ask(at(3));
    await model.moveTo(3, LOG);
    expect((await answer).body).toMatchObject({ data: { page: ['0'] } });
  });

  it('is refused where that turns out to be of another log', async () => {
    const model = new Moving(-1, 'unknown');
    const { ask } = await given(model);
    const answer = ask(at(3, OTHER));
    await model.moveTo(3, LOG);
    expect((await answer).body).toMatchObject({ errors: [{ extensions: { code: 'INVALID_CURSOR' } }] });
  });

  it('waits over an event stream too', async () => {
    const model = new Moving(40);
    const { stream } = await given(model);
    const answer = stream(at(41));
    await model.moveTo(41);
    expect(await answer).toContain('"readModel":{"index":41');
  });

  it('is told over an event stream too where the time runs out', async () => {
    const { stream } = await given(new Moving(40), 20);
    expect(JSON.parse(await stream(at(41)))).toMatchObject({ errors: [{ extensions: { code: 'READ_MODEL_BEHIND' } }] });
  });

  it('holds no mutation up', async () => {
    const { ask } = await given(new Moving(40), 0);
    expect((await ask(at(57), 'mutation { record }')).body).toMatchObject({ data: { record: 1 } });
  });
});
