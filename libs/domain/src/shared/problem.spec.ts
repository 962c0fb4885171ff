import { problemSentence, problemsMessage, shorten } from './problem.js';

describe('the sentence of a problem', () => {
  it.each([
    [{ path: '/data/kind', expected: 'given' }, '/data/kind must be given.'],
    [{ path: '/a', expected: 'a country', actual: 'XX' }, '/a must be a country, not "XX".'],
    [{ path: '/a', expected: 'a number of 0 or more', actual: '-1' }, '/a must be a number of 0 or more, not -1.'],
    [{ path: '/a', expected: 'a word', actual: 'a\u0000' }, '/a must be a word, not "a\\u0000".'],
    [{ path: '/a', expected: 'a day', why: 'It is none.' }, '/a must be a day. It is none.'],
  ])('of %j', (problem, sentence) => expect(problemSentence(problem)).toBe(sentence));

  it('names the place as the reader knows it', () =>
    expect(problemSentence({ path: '/data/kind', expected: 'given' }, 'input.kind')).toBe('input.kind must be given.'));
});

describe('the message of several problems', () => {
  const problems = (count: number) => Array.from({ length: count }, (_, n) => ({ path: `/${n}`, expected: 'given' }));

  it('says each', () => expect(problemsMessage(problems(2))).toBe('Not recorded: /0 must be given. /1 must be given.'));

  it('ends at a whole sentence, with how many there are yet', () => {
    const message = problemsMessage(problems(200));
    expect(message.length).toBeLessThan(1_050);
    expect(message).toMatch(/\/(\d+) must be given\. And \d+ more\.$/);
    const said = message.match(/must be given/g)!.length;
    expect(message).toContain(`And ${200 - said} more.`);
  });
});

it('what is shown of a value is never long', () => expect(shorten('x'.repeat(1_000))).toHaveLength(78));
