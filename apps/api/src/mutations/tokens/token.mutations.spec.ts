import { type NewToken, TokenConflictError, verifyToken } from '#vault';
import type { CommandRequest, CommandResult } from '#commands';
import { FakeRecorder, recorded, refused } from '../testing/fake-recorder.js';
import { ACTOR, type MutationServer, startMutationServer } from '../testing/mutation-server.js';

const ISSUE = `mutation ($input: IssueTokenInput!) { issueToken(input: $input) {
  __typename ... on TokenIssuedOnce { tokenId secret repeated } ... on Refusal { code }
} }`;
const REVOKE = `mutation ($input: RevokeTokenInput!) { revokeToken(input: $input) { __typename ... on Refusal { code } } }`;
const reason = { text: 'For a test.' };
const commandId = '0F8FAD5B-D9CB-469F-A165-70867728950E';

/** Tokens as the vault keeps them: an id never gets another hash. */
class FakeTokens {
  readonly put = new Map<string, NewToken>();
  readonly revoked = new Set<string>();

  async putToken(token: NewToken): Promise<void> {
    if (this.put.has(token.tokenId)) throw new TokenConflictError(token.tokenId);
    this.put.set(token.tokenId, token);
  }
  async revokeToken(tokenId: string): Promise<void> {
    this.revoked.add(tokenId);
  }
}

describe('a token', () => {
  let recorder: FakeRecorder;
  let tokens: FakeTokens;
  let server: MutationServer;

  beforeAll(async () => {
    server = await startMutationServer({
      recorder: { record: (...asked) => recorder.record(...asked) },
      vault: { putToken: (token) => tokens.putToken(token), revokeToken: (id) => tokens.revokeToken(id) },
    });
  });
  beforeEach(() => {
    recorder = new FakeRecorder();
    tokens = new FakeTokens();
  });
  afterAll(() => server.stop());

  const issue = async (input: object = {}) =>
    (await server.run(ISSUE, { input: { record: ACTOR, reason, ...input } }, 'ADMIN')).data.issueToken;
  const revoke = (tokenId: string) => server.run(REVOKE, { input: { record: ACTOR, reason, tokenId } }, 'ADMIN');

  it('is shown once, and works from then on', async () => {
    const { tokenId, secret } = await issue({ label: 'newsroom laptop', expires: '2027-01-01T00:00:00Z' });
    expect(tokens.put.get(tokenId)).toMatchObject({
      actor: ACTOR,
      label: 'newsroom laptop',
      expiresAt: Date.UTC(2027, 0, 1),
    });
    expect(verifyToken(secret, tokens.put.get(tokenId), Date.UTC(2026, 5, 1))).toBe(true);
  });

  it('is on record without its secret, its hash and its label', async () => {
    const { tokenId, secret } = await issue({ label: 'newsroom laptop' });
    expect(recorder.request.data).toEqual({ tokenId });
    const hash = tokens.put.get(tokenId)?.secretHash ?? '';
    for (const hidden of [secret, hash, 'newsroom laptop']) {
      expect(JSON.stringify(recorder.requests)).not.toContain(hidden);
      expect(server.log.join()).not.toContain(hidden);
    }
  });

  it('is not made where the command is refused', async () => {
    recorder.answer = () => refused({ code: 'UNKNOWN_RECORD', message: 'No such actor.' });
    expect(await issue()).toEqual({ __typename: 'RuleBroken', code: 'UNKNOWN_RECORD' });
    expect(tokens.put.size).toBe(0);
  });

  describe('of a command that is repeated', () => {
    const rememberingRecorder = () => {
      const known = new Map<string | undefined, CommandRequest>();
      recorder.answer = (request): CommandResult => {
        const repeated = known.has(request.commandId);
        known.set(request.commandId, known.get(request.commandId) ?? request);
        return recorded(known.get(request.commandId) ?? request, { repeated });
      };
    };
    beforeEach(rememberingRecorder);

    it('is the same token, and its secret is not told again', async () => {
      const first = await issue({ commandId });
      const second = await issue({ commandId });
      expect(first.secret).toMatch(/^onr_/);
      expect(second).toEqual({ ...first, repeated: true, secret: null });
      expect(recorder.requests[0]).toEqual(recorder.requests[1]);
    });

    it('gets its secret then, if the first attempt was cut off after the record', async () => {
      const broken = tokens;
      broken.putToken = async () => {
        throw Object.assign(new Error('gone'), { name: 'VaultUnavailableError' });
      };
      expect(await issue({ commandId }).catch(() => 'failed')).toBe('failed');
      tokens = new FakeTokens();
      const { secret, repeated, tokenId } = await issue({ commandId });
      expect(repeated).toBe(true);
      expect(verifyToken(secret, tokens.put.get(tokenId), 0)).toBe(true);
    });

    it('stays void, if it was revoked before it had a secret', async () => {
      const { tokenId } = await issue({ commandId });
      tokens = new FakeTokens();
      await revoke(tokenId);
      expect(tokens.revoked).toEqual(new Set([tokenId]));
      expect((await issue({ commandId })).secret).toBeNull();
    });
  });

  it('is two tokens where no commandId is given', async () => {
    const [one, two] = [await issue(), await issue()];
    expect(one.tokenId).not.toBe(two.tokenId);
  });

  it('that is not on record is not revoked', async () => {
    recorder.answer = () => refused({ code: 'UNKNOWN_ITEM', message: 'No such token.' });
    const { data } = await revoke('0'.repeat(32));
    expect(data.revokeToken).toEqual({ __typename: 'RuleBroken', code: 'UNKNOWN_ITEM' });
    expect(tokens.revoked.size).toBe(0);
  });
});
