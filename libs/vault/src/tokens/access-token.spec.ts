import { mintToken, tokenIdOf, verifyToken } from './access-token.js';

const NOW = Date.UTC(2026, 0, 15);

function given(parts = {}) {
  const { secret, tokenId, hash } = mintToken();
  return { secret, stored: { tokenId, actor: 'actor-1', secretHash: hash, ...parts } };
}

describe('an access token', () => {
  it('can be recognised, and tells its id', () => {
    const { secret, tokenId } = mintToken();
    expect(secret).toMatch(/^onr_[0-9a-f]{32}_[A-Za-z0-9_-]{43}$/);
    expect(tokenIdOf(secret)).toBe(tokenId);
    expect(tokenIdOf(`${secret}x`)).toBeUndefined();
    expect(tokenIdOf('Bearer')).toBeUndefined();
  });

  it('is good until it expires', () => {
    const { secret, stored } = given({ expiresAt: NOW + 1 });
    expect(verifyToken(secret, stored, NOW)).toBe(true);
    expect(verifyToken(secret, stored, NOW + 1)).toBe(false);
  });

  it('is refused where one character differs', () => {
    const { secret, stored } = given();
    const last = secret.endsWith('A') ? 'B' : 'A';
    expect(verifyToken(secret.slice(0, -1) + last, stored, NOW)).toBe(false);
  });

  it('is refused where it is unknown, revoked, or the row of another', () => {
    const { secret, stored } = given();
    expect(verifyToken(secret, undefined, NOW)).toBe(false);
    expect(verifyToken(secret, { ...stored, revokedAt: NOW }, NOW)).toBe(false);
    expect(verifyToken(secret, { ...stored, tokenId: '0'.repeat(32) }, NOW)).toBe(false);
    expect(verifyToken(secret, { ...stored, secretHash: '' }, NOW)).toBe(false);
  });
});
