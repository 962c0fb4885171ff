import type { StoredEvent } from '#domain';
import { namedTexts } from './named-texts.js';

const ADA = 'person-00000000-0000-4000-8000-000000000001';
const NAMES = ['Ada Testperson', 'Ada M. Testperson-Quill'];
const committed = { salt: 'c2FsdA', commitment: 'Y29tbWl0' };

const event = (data: StoredEvent['data'], paths = Object.keys(data).map((key) => `/data/${key}`)) =>
  ({ data, texts: Object.fromEntries(paths.map((path) => [path, committed])) }) as unknown as StoredEvent;
const found = (of: StoredEvent) => namedTexts(of, ADA, NAMES).map(({ path, kind, words }) => [path, kind, words]);

describe('the texts of an event that name a person', () => {
  it('are those in which two words of a name stand in sequence, each with its path', () => {
    const title = 'TESTPERSON, Ada was stopped';
    const narrative = 'An officer stopped her. Ada Testperson said so, and Testperson Quill.';
    expect(found(event({ title, narrative, scope: 'All of it' }))).toEqual([
      ['/data/narrative', 'NAME', ['Ada Testperson', 'Testperson Quill']],
      ['/data/title', 'NAME', ['TESTPERSON, Ada']],
    ]);
  });

  it('are marked where only single words stand in them, which may mean something else', () => {
    expect(found(event({ title: 'The quill was Ada’s, the other quill not' }))).toEqual([
      ['/data/title', 'TOKEN', ['quill', 'Ada']],
    ]);
  });

  it('are not those that mention them', () => {
    expect(found(event({ title: `@[${ADA}] was stopped` }))).toEqual([]);
  });

  it('are not those that were withheld: nothing is left of them but the commitment', () => {
    expect(found(event({}, ['/data/title', '/sources/0/span']))).toEqual([]);
  });

  it('are found in lists, in sources and in what a correction puts in the place of an entry', () => {
    const corrected = {
      ...event({ replacement: { quotes: [{ text: 'It was Ada Testperson' }] } }, [
        '/data/replacement/quotes/0/text',
        '/sources/0/span',
      ]),
      sources: [{ source: 'source-1', span: 'Ada Testperson' }],
    } as unknown as StoredEvent;
    expect(found(corrected).map(([path]) => path)).toEqual(['/data/replacement/quotes/0/text', '/sources/0/span']);
  });
});
