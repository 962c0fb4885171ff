import { readFileSync } from 'node:fs';
import { withConfigTable } from './config-table.js';

describe('the configuration table in docs/operators.md', () => {
  it('is what the declarations say (npm run config:table brings it up to date)', () => {
    const document = readFileSync('docs/operators.md', 'utf8');
    const cells = (text: string) => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---');
    expect(cells(document)).toBe(cells(withConfigTable(document)));
  });

  it('refuses a document without the marks', () => {
    expect(() => withConfigTable('# Operators')).toThrow('needs the marks');
  });
});
