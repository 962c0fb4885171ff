import { bearerToken } from './bearer-token.js';

describe('the Authorization header', () => {
  it('may be missing', () => expect(bearerToken(undefined)).toEqual({ kind: 'none' }));
  it('carries a bearer token, whatever the case of the scheme', () => {
    expect(bearerToken('Bearer onr_a.b-c_1')).toEqual({ kind: 'token', token: 'onr_a.b-c_1' });
    expect(bearerToken('bearer abc')).toEqual({ kind: 'token', token: 'abc' });
  });
  it.each(['abc', 'Bearer', 'Bearer a b', 'Basic dXNlcjpwYXNz', `Bearer ${'a'.repeat(600)}`])(
    'is malformed, not anonymous, as "%.20s"',
    (header) => expect(bearerToken(header)).toEqual({ kind: 'malformed' }),
  );
});
