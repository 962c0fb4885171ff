import { readFileSync } from 'node:fs';
import { REFUSALS, WARNINGS } from '#domain';
import { errorCodes } from '../queries/root/vocabulary.type.js';

describe('the codes of errors', () => {
  it('are listed for analysts, each with what it means', () => {
    const documented = readFileSync('docs/analysts.md', 'utf8')
      .split('\n')
      .flatMap((line) => [...(/^\| `([A-Z_]+)` +\| (.+?) +\|$/.exec(line)?.slice(1) ?? [])])
      .join(' ');
    for (const { code, label } of errorCodes()) expect(documented).toContain(`${code} ${label}`);
  });

  it('are none that a refusal or a warning has', () => {
    const others = Object.keys({ ...REFUSALS, ...WARNINGS });
    expect(errorCodes().filter(({ code }) => others.includes(code))).toEqual([]);
  });
});
