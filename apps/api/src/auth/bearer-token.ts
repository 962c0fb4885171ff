/** Longest token looked at, in characters; what is longer is no token of ours. */
const LONGEST = 512;

export type Presented =
  { readonly kind: 'none' } | { readonly kind: 'malformed' } | { readonly kind: 'token'; readonly token: string };

/** Reads `Authorization: Bearer <token>` (RFC 6750 §2.1). Another scheme is malformed, not anonymous. */
export function bearerToken(header: unknown): Presented {
  if (header === undefined || header === '') return { kind: 'none' };
  if (typeof header !== 'string' || header.length > LONGEST) return { kind: 'malformed' };
  const match = /^Bearer +([A-Za-z0-9\-._~+/]+=*) *$/i.exec(header);
  return match?.[1] === undefined ? { kind: 'malformed' } : { kind: 'token', token: match[1] };
}
