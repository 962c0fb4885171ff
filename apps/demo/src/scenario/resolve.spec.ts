import { resolve } from './resolve.js';
import { mention, step } from './step.js';

describe('a step that refers to earlier ones', () => {
  const person = step('the man', 'registerPerson', { kind: 'PRIVATE' });
  const known = new Map([['the man', { record: 'person-1', entry: 'entry-1' }]]);

  it('gets their ids, in lists and within texts', () => {
    const input = { person: person.record, after: [person.entry], text: `A national of ${mention(person, 'name')}.` };
    expect(resolve(input, known)).toEqual({
      person: 'person-1',
      after: ['entry-1'],
      text: 'A national of @[person-1#name].',
    });
  });

  it('leaves out what is undefined', () => {
    expect(resolve({ office: undefined, kind: 'PRIVATE' }, known)).toEqual({ kind: 'PRIVATE' });
  });

  it('cannot refer to one that comes later', () => {
    expect(() => resolve({ person: person.record }, new Map())).toThrow('"the man" is referred to before');
  });

  it('has the same command id whenever it is loaded, and one of its own', () => {
    expect(step('the man', 'registerPerson', {}).commandId).toBe(person.commandId);
    expect(step('the woman', 'registerPerson', {}).commandId).not.toBe(person.commandId);
  });
});
