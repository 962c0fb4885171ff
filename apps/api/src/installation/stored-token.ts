import { type StoredToken, tokenIdOf, type Vault, verifyToken } from '#vault';

/** What the vault has of a token, if its secret is right, and it is neither revoked nor over there. Takes as long where there is none. */
export async function storedToken(
  vault: Pick<Vault, 'findToken'>,
  token: string,
  now: number,
): Promise<StoredToken | undefined> {
  const stored = await vault.findToken(tokenIdOf(token) ?? '0'.repeat(32));
  return verifyToken(token, stored, now) ? stored : undefined;
}
