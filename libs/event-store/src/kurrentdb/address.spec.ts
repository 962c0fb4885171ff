import { addressOf } from './address.js';
import { reasonOf } from './client-error.js';

describe('the address of a KurrentDB server', () => {
  it.each([
    ['kurrentdb://localhost:2113?tls=false', 'kurrentdb://localhost:2113'],
    ['esdb+discover://admin:changeit@db.example.org/?tls=true', 'kurrentdb+discover://db.example.org'],
    ['kurrentdb://a:p@ss/w@one:2113,two:2113/?userKeyFile=k', 'kurrentdb://one:2113,two:2113'],
  ])('is shown without what is secret in it: %s', (connectionString, shown) => {
    expect(addressOf(connectionString).shown).toBe(shown);
  });

  it.each(['', 'localhost:2113', 'kurrentdb:// ?x', 's3cret'])(
    'is refused where it is none, and not repeated: "%s"',
    (text) => {
      const refused = () => addressOf(text);
      if (text.includes('//')) expect(refused().shown).not.toContain('x');
      else expect(refused).toThrow(/not of the form kurrentdb:\/\/host:port/);
      if (text === 's3cret') expect(refused).not.toThrow(/s3cret/);
    },
  );

  it('takes its password out of what the client says, as written and as meant', () => {
    const address = addressOf('kurrentdb://admin:s3cret%21@localhost:2113');
    const error = new Error('cannot parse kurrentdb://admin:s3cret%21@localhost:2113 (s3cret!)');
    expect(reasonOf(error, address)).toBe('cannot parse … (…)');
  });
});
