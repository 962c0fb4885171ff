import { createLogger } from './logger.js';

const logged = (entry: object) => {
  const lines: string[] = [];
  createLogger('trace', { write: (line) => void lines.push(line) }).info(entry, 'something happened');
  return lines.join('');
};

describe('what the log holds of an error', () => {
  it('is its type, place and cause', () => {
    const line = logged({ err: new Error('outer failure', { cause: new TypeError('inner failure') }) });
    expect(JSON.parse(line).err).toMatchObject({
      type: 'Error',
      message: 'outer failure',
      cause: { type: 'TypeError', message: 'inner failure' },
    });
    expect(line).toContain('safe-error.spec');
  });

  it('is never the value that a message quotes', () => {
    for (const message of ['"Jane Doe" is not JSON', "no 'Jane Doe'", 'no `Jane Doe`']) {
      expect(logged({ err: new SyntaxError(message) })).not.toContain('Jane');
    }
  });

  it('is never headers, bodies or variables that came with it', () => {
    const line = logged({
      request: { headers: { authorization: 'Bearer s3cret' }, body: 'Jane', variables: { name: 'Jane' } },
      req: { ip: '192.0.2.7' },
    });
    expect(line).not.toMatch(/s3cret|Jane|192\.0\.2\.7/);
  });
});
