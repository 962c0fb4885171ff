import { mintToken, verifyToken } from '../tokens/access-token.js';
import { TokenConflictError } from '../vault.errors.js';
import { actor } from './openings.builder.js';
import type { MakeVault, VaultHarness } from './vault.harness.js';

export function tokensContract(make: MakeVault): void {
  describe('access tokens', () => {
    let at: VaultHarness;
    const owner = actor();
    beforeEach(async () => (at = await make()));
    afterEach(() => at.close());

    async function given(label?: string, expiresAt?: number) {
      const { secret, tokenId, hash } = mintToken();
      const token = { tokenId, actor: owner, secretHash: hash, label, expiresAt };
      await at.vault.putToken(token);
      return { secret, token };
    }

    it('let their owner in after a restart', async () => {
      const { secret, token } = await given();
      const found = await (await at.reopen()).findToken(token.tokenId);
      expect(verifyToken(secret, found, at.clock.now)).toBe(true);
    });

    it('are listed with their labels, which are stored sealed', async () => {
      const { token } = await given('newsroom laptop', 5);
      await given();
      const listed = await (await at.reopen()).listTokens(owner);
      expect(listed).toHaveLength(2);
      expect(listed).toContainEqual(token);
      await expect(at.vault.listTokens(actor())).resolves.toEqual([]);
      expect((await at.storedBytes()).includes('newsroom')).toBe(false);
    });

    it('let nobody in once revoked, and the first revocation stands', async () => {
      const { secret, token } = await given();
      const revokedAt = at.clock.now;
      await at.vault.revokeToken(token.tokenId);
      at.clock.now += 1000;
      await at.vault.revokeToken(token.tokenId);
      const found = await at.vault.findToken(token.tokenId);
      expect(found).toMatchObject({ revokedAt });
      expect(verifyToken(secret, found, at.clock.now)).toBe(false);
    });

    it('are stored once, and never under another hash or owner', async () => {
      const { token } = await given('desk');
      await at.vault.putToken(token);
      await expect(at.vault.putToken({ ...token, secretHash: mintToken().hash })).rejects.toThrow(TokenConflictError);
      await expect(at.vault.putToken({ ...token, actor: actor() })).rejects.toThrow(TokenConflictError);
      await expect(at.vault.listTokens(owner)).resolves.toEqual([token]);
    });

    it('that nobody issued are not found, and revoking them is no error', async () => {
      await at.vault.revokeToken('f'.repeat(32));
      await expect(at.vault.findToken('f'.repeat(32))).resolves.toBeUndefined();
    });
  });
}
