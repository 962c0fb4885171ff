import { Readable } from 'node:stream';
import { ACTOR_ROLES, startWithCopies } from './testing/start-with-copies.js';

describe("what another node asks of this one's read model", () => {
  it('is given to an administrator, with its size, and not to be kept', async () => {
    const server = await startWithCopies({ content: Readable.from([Buffer.from('model')]), bytes: 5 });
    const answer = await server.ask(ACTOR_ROLES.ADMIN);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-length')).toBe('5');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toBe('model');
    await server.stop();
  });

  it.each([
    ['a stranger', undefined, 401],
    ['a wrong token', 'wrong', 401],
    ['an editor', ACTOR_ROLES.EDITOR, 403],
    ['an auditor', ACTOR_ROLES.AUDITOR, 403],
  ])('is refused to %s, and no copy is made', async (_who, token, status) => {
    const server = await startWithCopies({ content: Readable.from([]), bytes: 0 });
    const answer = await server.ask(token);
    expect(answer.status).toBe(status);
    expect(((await answer.json()) as { message: string }).message).toMatch(/token/i);
    expect(server.made()).toBe(0);
    await server.stop();
  });

  it('waits while there is none to give', async () => {
    const server = await startWithCopies({ busy: 'Another copy is being made or sent.' });
    const answer = await server.ask(ACTOR_ROLES.ADMIN);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('30');
    await server.stop();
  });
});
