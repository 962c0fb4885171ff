import '../support/patience.js';
import { mutationDocument } from '../../apps/demo/src/loading/mutation.document.js';
import { Recorder } from '../../apps/demo/src/loading/recorder.js';
import { administratorOf, type Role, type Someone, someone, WHY } from '../support/actors.js';
import { appendedSo } from '../support/log-head.js';
import { incidentInput, type Newsroom, newsroom } from '../support/newsroom.js';
import { type RunningServer, startFreshServer } from '../support/server.js';
import { eventually } from '../support/eventually.js';

let server: RunningServer;
let editor: Someone;
let room: Newsroom;
beforeAll(async () => {
  server = await startFreshServer();
  editor = await someone(server, 'EDITOR');
  room = await newsroom(editor);
});
afterAll(() => server.stop());

const READ = '{ incidents { nodes { id } } }';

/** Code of the top-level error of a mutation; undefined where it was recorded. */
async function errorOf(who: Recorder, mutation: string, input: object): Promise<unknown> {
  const { errors } = await who.client.answer(mutationDocument(mutation), { input });
  return errors?.[0]?.extensions?.['code'];
}
const report = (who: Recorder) => errorOf(who, 'reportIncident', incidentInput(room.source));
const register = (who: Recorder) => errorOf(who, 'registerActor', { kind: 'HUMAN', reason: WHY });

describe('what each role may do', () => {
  it.each<[string, Role[], unknown, unknown]>([
    ['a VIEWER reads', ['VIEWER'], 'FORBIDDEN', 'FORBIDDEN'],
    ['an AUDITOR reads', ['AUDITOR'], 'FORBIDDEN', 'FORBIDDEN'],
    ['an EDITOR records, and does not decide on actors', ['EDITOR'], undefined, 'FORBIDDEN'],
    ['an ADMIN does both', ['ADMIN'], undefined, undefined],
    ['an actor without a role reads, where reading is public', [], 'FORBIDDEN', 'FORBIDDEN'],
  ])('%s', async (_, roles, recording, deciding) => {
    const who = await someone(server, ...roles);
    expect(await who.client.ask(READ)).toHaveProperty('incidents');
    expect([await report(who), await register(who)]).toEqual([recording, deciding]);
  });

  it('counts from when it is granted, and until it is revoked', async () => {
    const who = await someone(server);
    const administrator = administratorOf(server);
    expect(await report(who)).toBe('FORBIDDEN');
    await administrator.record('grantRole', { record: who.actor, role: 'EDITOR', reason: WHY });
    await eventually(async () => expect(await report(who)).toBeUndefined());
    await administrator.record('revokeRole', { record: who.actor, role: 'EDITOR', reason: WHY });
    await eventually(async () => expect(await report(who)).toBe('FORBIDDEN'));
  });

  it('is refused from the moment at which its revocation was answered, and says which role would do', async () => {
    const who = await someone(server, 'EDITOR');
    const administrator = administratorOf(server);
    expect(await report(who)).toBeUndefined();
    await administrator.record('revokeRole', { record: who.actor, role: 'EDITOR', reason: WHY });
    const { errors } = await who.client.answer(mutationDocument('reportIncident'), {
      input: incidentInput(room.source),
    });
    expect(errors).toMatchObject([
      { message: 'This needs the role EDITOR or ADMIN.', extensions: { code: 'FORBIDDEN' } },
    ]);
    await administrator.record('grantRole', { record: who.actor, role: 'EDITOR', reason: WHY });
    expect(await report(who)).toBeUndefined();
  });

  it('is on record with every entry: the actor is whoever holds the token', async () => {
    const { entry, record } = await editor.record('reportIncident', incidentInput(room.source));
    const query = 'query ($id: ID!) { history(record: $id) { nodes { id recorded } } }';
    const { history } = await editor.client.ask<{ history: { nodes: unknown[] } }>(query, { id: record!.id });
    expect(history.nodes).toMatchObject([{ id: entry, recorded: { actor: editor.actor } }]);
  });
});

describe('who works with the tracker', () => {
  const ME = '{ me { id kind roles tokens { tokenId label valid revoked { edtf } issuedBy } } }';
  const ACTORS = `query ($first: Int, $after: String, $last: Int, $before: String) {
    actors(first: $first, after: $after, last: $last, before: $before) {
      nodes { id roles tokens { tokenId label valid issuedBy revokedBy revoked { edtf } } entries { nodes { type } } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      totalCount
    }
  }`;
  interface Actors {
    readonly actors: {
      readonly nodes: { readonly id: string; readonly tokens: { readonly tokenId: string }[] }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
      readonly totalCount: number;
    };
  }

  it('is told to each of themselves, with what they call their tokens', async () => {
    const administrator = administratorOf(server);
    const who = await someone(server, 'EDITOR');
    const { tokenId } = await administrator.record('issueToken', {
      record: who.actor,
      label: 'newsroom laptop',
      reason: WHY,
    });
    await administrator.record('revokeToken', { record: who.actor, tokenId, reason: WHY });
    const { me: admin } = await administrator.client.ask<{ me: { id: string } }>(ME);
    expect(await who.client.ask(ME)).toEqual({
      me: {
        id: who.actor,
        kind: 'HUMAN',
        roles: ['EDITOR'],
        tokens: [
          { tokenId: who.tokenId, label: null, valid: true, revoked: null, issuedBy: admin.id },
          {
            tokenId,
            label: 'newsroom laptop',
            valid: false,
            revoked: { edtf: expect.any(String) },
            issuedBy: admin.id,
          },
        ],
      },
    });
    expect(await server.client().ask(ME)).toEqual({ me: null });
    const { errors } = await server.client().answer(ACTORS, {});
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('is listed for an ADMIN in pages, without a secret or what a secret is known by', async () => {
    const { client } = administratorOf(server);
    const who = await someone(server, 'VIEWER');
    const { actors: all } = await client.ask<Actors>(ACTORS, { first: 100 });
    expect(all.nodes).toHaveLength(all.totalCount);
    expect(all.nodes.at(-1)).toMatchObject({
      id: who.actor,
      roles: ['VIEWER'],
      tokens: [{ tokenId: who.tokenId, valid: true, revokedBy: null }],
      entries: { nodes: [{ type: 'ActorRegistered' }, { type: 'RoleGranted' }, { type: 'TokenIssued' }] },
    });
    expect(JSON.stringify(all)).not.toContain(who.token.split('_')[2]);
    const paged: string[] = [];
    for (let after: string | undefined, more = true; more;) {
      const { actors } = await client.ask<Actors>(ACTORS, { first: 2, after });
      paged.push(...actors.nodes.map(({ id }) => id));
      ({ hasNextPage: more, endCursor: after } = actors.pageInfo);
    }
    expect(paged).toEqual(all.nodes.map(({ id }) => id));
    const { actors: back } = await client.ask<Actors>(ACTORS, { last: 2, before: all.pageInfo.endCursor });
    expect(back.nodes.map(({ id }) => id)).toEqual(paged.slice(-3, -1));
  });

  it.each<[string, Role[]]>([
    ['an EDITOR', ['EDITOR']],
    ['an AUDITOR', ['AUDITOR']],
    ['a VIEWER', ['VIEWER']],
  ])('is no business of %s: another actor is an id that says nothing', async (_, roles) => {
    const who = await someone(server, ...roles);
    const { errors } = await who.client.answer(ACTORS, {});
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', needed: ['ADMIN'] } }]);
    const other = 'query ($id: ID!) { node(id: $id) { id } }';
    expect(await who.client.ask(other, { id: editor.actor })).toEqual({ node: null });
  });

  it('is not changed without a reason, which ADMIN and AUDITOR read', async () => {
    const [who, auditor] = [await someone(server, 'EDITOR'), await someone(server, 'AUDITOR')];
    const administrator = administratorOf(server);
    const bare = { record: who.actor, role: 'VIEWER' };
    expect(await errorOf(administrator, 'grantRole', bare)).toBe('BAD_USER_INPUT');
    await administrator.record('grantRole', { ...bare, reason: { text: 'Asked for by the desk.' } });
    const history = 'query ($id: ID!) { history(record: $id, last: 1) { nodes { recorded } } }';
    const seenBy = (client: Recorder['client']) => client.ask(history, { id: who.actor });
    const told = { history: { nodes: [{ recorded: { reason: { text: 'Asked for by the desk.' } } }] } };
    expect(await seenBy(administrator.client)).toMatchObject(told);
    expect(await seenBy(auditor.client)).toMatchObject(told);
    expect(await seenBy(who.client)).toEqual({ history: { nodes: [{ recorded: null }] } });
  });
});

describe('without a token', () => {
  it('anyone reads, and nobody records', async () => {
    const nobody = new Recorder(server.client());
    const before = await appendedSo(editor);
    expect(await nobody.client.ask(READ)).toHaveProperty('incidents');
    expect(await report(nobody)).toBe('UNAUTHENTICATED');
    expect((await appendedSo(editor)) - before).toBe(1);
  });

  it('a wrong one is refused for reading too, whatever is wrong with it', async () => {
    const almost = `${editor.token.slice(0, -1)}${editor.token.endsWith('A') ? 'B' : 'A'}`;
    const answers = await Promise.all(
      [almost, `onr_${'0'.repeat(32)}_${'A'.repeat(43)}`, 'nonsense'].map((token) => server.client(token).answer(READ)),
    );
    expect(answers.map(({ errors }) => errors?.[0]?.extensions?.['code'])).toEqual(Array(3).fill('UNAUTHENTICATED'));
    // Nothing tells which tokens exist.
    expect(new Set(answers.map(({ errors }) => errors?.[0]?.message)).size).toBe(1);
  });
});

describe('a token', () => {
  it('is worthless from when it is revoked', async () => {
    const who = await someone(server, 'EDITOR');
    expect(await report(who)).toBeUndefined();
    await administratorOf(server).record('revokeToken', { record: who.actor, tokenId: who.tokenId, reason: WHY });
    await eventually(async () => expect(await report(who)).toBe('UNAUTHENTICATED'));
  });

  it('shows its secret once: repeating the command that issued it does not show it again', async () => {
    const who = await someone(server, 'EDITOR');
    const input = { record: who.actor, reason: WHY, commandId: 'd0d6a1bb-77c3-4d7e-8f8b-3f1f5f6a2c11' };
    const first = await administratorOf(server).record('issueToken', input);
    const again = await administratorOf(server).record('issueToken', input);
    expect(first.secret).toMatch(/^onr_/);
    expect(again).toMatchObject({ tokenId: first.tokenId, secret: null, repeated: true });
  });

  it('is void once it has expired', async () => {
    const who = await someone(server, 'EDITOR');
    const expires = new Date(Date.now() + 3_000).toISOString();
    const { secret } = await administratorOf(server).record('issueToken', { record: who.actor, reason: WHY, expires });
    const holder = new Recorder(server.client(secret!));
    await eventually(async () => expect(await report(holder)).toBe('UNAUTHENTICATED'));
  });
});

describe('where reading is not public', () => {
  it('every query needs a token, and health and metrics do not', async () => {
    const closed = await startFreshServer({ ONRECORD_PUBLIC_READ: 'false' });
    const viewer = await someone(closed, 'VIEWER');
    const { errors, data } = await closed.client().answer(READ);
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    expect(data ?? undefined).toBeUndefined();
    expect(await viewer.client.ask(READ)).toHaveProperty('incidents');
    expect((await fetch(`${closed.url}/health/ready`)).status).toBe(200);
    await closed.stop();
  });
});

describe('a query that asks for too much', () => {
  it.each([
    [
      'too deep',
      `query { incidents { nodes ${'{ investigations { incidents '.repeat(10)}{ id }${'} }'.repeat(10)} } }`,
      'QUERY_TOO_DEEP',
    ],
    [
      'of too many aliases',
      `{ ${Array.from({ length: 60 }, (_, n) => `a${n}: __typename`).join(' ')} }`,
      'TOO_MANY_ALIASES',
    ],
    ['of too large a page', '{ incidents(first: 1000) { nodes { id } } }', 'PAGE_TOO_LARGE'],
    [
      'too costly',
      '{ incidents(first: 100) { nodes { statements { claims { text { text } } incidents { statements { claims { text { text } } incidents { statements { id } } } } } } } }',
      'QUERY_TOO_COSTLY',
    ],
  ])('is refused before it is executed: %s', async (_, query, code) => {
    const { errors, data } = await server.client().answer(query);
    expect(errors).toMatchObject([{ extensions: { code } }]);
    expect(data ?? undefined).toBeUndefined();
  });
});
