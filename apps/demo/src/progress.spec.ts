import { progressOn } from './progress.js';

function shown(isTTY: boolean, columns?: number): string {
  let text = '';
  const write = (part: string | Uint8Array) => {
    text += String(part);
    return true;
  };
  const show = progressOn({ isTTY, columns: columns ?? 80, write } as unknown as NodeJS.WriteStream);
  show({ chapter: 'The article', step: 'the shot', done: 1, of: 3 });
  show({ chapter: 'The article', step: 'the wound', done: 2, of: 3 });
  show({ chapter: 'What followed', step: 'the arrest', done: 3, of: 3 });
  return text;
}

describe('the progress of a load', () => {
  it('is one line that is drawn over, in a terminal', () => {
    const lines = shown(true).split('\r').slice(1);
    expect(lines).toHaveLength(3);
    expect(lines[0]).toContain('1/3  The article · the shot');
    expect(lines[2]).toMatch(/█{30} 3\/3 .*\n$/);
  });

  it('keeps within the width of a narrow terminal', () => {
    const lines = shown(true, 40).split('\r').slice(1);
    expect(lines.map((line) => line.replace('\u001b[K', '').trimEnd().length <= 39)).toEqual([true, true, true]);
  });

  it('is a line for each chapter, in a file', () => {
    expect(shown(false)).toBe('  The article …\n  What followed …\n  3 entries\n');
  });
});
