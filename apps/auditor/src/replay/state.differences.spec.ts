import { stateDifferences, type Compared } from './state.differences.js';

const differences = (expected: unknown, found: unknown, compared: Compared = { judged: true }) =>
  [...stateDifferences(expected, found, compared)].map(({ path }) => path);

const title = (text: string, mentions: readonly object[] = []) => ({ text, state: 'SHOWN', mentions });
const shown = { __typename: 'Disclosed', value: 'Venezuela' };
const withheld = { __typename: 'Withheld', reason: 'ROLE' };
const erased = { __typename: 'Erased', at: '2026-03-01T00:00:00.000Z' };

describe('two states of a record', () => {
  it.each<[string, unknown, unknown, string[]]>([
    ['the same', { places: [{ lat: 44.9 }] }, { places: [{ lat: 44.9 }] }, []],
    ['an edited value', { places: [{ lat: 44.9 }] }, { places: [{ lat: 45 }] }, ['/places/0/lat']],
    ['one that is missing', { links: [{ entry: 'a' }] }, { links: [] }, ['/links/0']],
    ['one too much', { links: [] }, { links: [{ entry: 'a' }] }, ['/links/0']],
    ['no record', null, { id: 'a' }, ['']],
    ['an edited text', { title: title('Shot') }, { title: { text: 'Hit', state: 'SHOWN' } }, ['/title/text']],
    ['a text that names somebody', { title: title('a man', [{}]) }, { title: { state: 'SHOWN' } }, []],
    ['a value for one role alone', { value: withheld }, { value: shown }, []],
    [
      'an erased value that is shown',
      { value: erased },
      { value: shown },
      ['/value/__typename', '/value/at', '/value/value'],
    ],
  ])('of which there is %s', (_, expected, found, paths) => expect(differences(expected, found)).toEqual(paths));

  it('differ in what is judged by a clock only where that is known', () => {
    const [expected, found] = [{ stale: false }, { stale: true }];
    expect(differences(expected, found)).toEqual(['/stale']);
    expect(differences(expected, found, { judged: false })).toEqual([]);
  });

  it('are told without records that are not held, which are named', () => {
    const leftOut: string[] = [];
    const part = { judged: true, isHeld: (id: string) => id === 'a', onLeftOut: (id: string) => void leftOut.push(id) };
    const found = { incidents: [{ id: 'b' }, { id: 'a' }], lead: { id: 'c' }, of: [{ id: 'd' }] };
    expect(differences({ incidents: [{ id: 'a' }], lead: null, of: [] }, found, part)).toEqual([]);
    expect(leftOut).toEqual(['b', 'c', 'd']);
    expect(differences({ incidents: [], lead: null, of: [] }, found, part)).toEqual(['/incidents/0']);
  });
});
