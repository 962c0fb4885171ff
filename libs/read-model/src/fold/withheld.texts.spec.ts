import type { StoredEvent } from '#domain';
import { Story } from '../testing/story.js';
import { WithheldTexts } from './withheld.texts.js';

const committed = { salt: 'c2FsdA', commitment: 'Y29tbWl0' };
const ID = '6f1d2c3b-4a59-4e68-8776-95a4b3c2d1e0';

function withheldFrom(event: object, ...paths: string[]): StoredEvent {
  const withheld = new WithheldTexts();
  for (const path of paths) withheld.add(ID, path);
  return withheld.strip({ id: ID, ...event } as StoredEvent);
}

describe('a text that is withheld', () => {
  it('leaves its commitment, and not the salt with which it could be guessed', () => {
    const event = {
      data: { title: 'No', summary: 'A summary' },
      texts: { '/data/title': committed, '/data/summary': committed },
    };
    expect(withheldFrom(event, '/data/title')).toMatchObject({
      data: { summary: 'A summary' },
      texts: { '/data/title': { commitment: 'Y29tbWl0' }, '/data/summary': committed },
    });
    expect(withheldFrom(event, '/data/title').texts!['/data/title']).not.toHaveProperty('salt');
    expect(event.texts['/data/title']).toEqual(committed);
  });

  it('is that of its entry only', () => {
    const event = { id: 'another', data: { title: 'Yes' }, texts: { '/data/title': committed } };
    expect(withheldFrom(event, '/data/title')).toEqual(event);
  });

  it.each(['/data/kinds/0/code', '/data/relevance', '/sources/0/source', '/data/nope'])(
    'is a text: a log that withholds %s is read as if it did not',
    (path) => {
      const event = new Story().incident(1, {}, { sources: ['source-00000000-0000-4000-8000-000000000001'] });
      const withheld = new WithheldTexts();
      withheld.add(event.id, path);
      expect(withheld.read(event)).toEqual(event);
    },
  );
});
