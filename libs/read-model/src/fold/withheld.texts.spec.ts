import { Story } from '../testing/story.js';
import { WithheldTexts } from './withheld.texts.js';

describe('texts that were withheld', () => {
  it('are left out of the event that holds them', () => {
    const event = new Story().incident(1);
    const withheld = new WithheldTexts();
    withheld.add(event.id, '/data/title');
    expect(withheld.read(event).data).not.toHaveProperty('title');
    expect(withheld.read(event).data).toHaveProperty('kinds');
  });

  it.each(['/data/kinds/0/code', '/data/relevance', '/sources/0/source', '/data/nope'])(
    'are texts only: a log that withholds %s is read as if it did not',
    (path) => {
      const event = new Story().incident(1, {}, { sources: ['source-00000000-0000-4000-8000-000000000001'] });
      const withheld = new WithheldTexts();
      withheld.add(event.id, path);
      expect(withheld.read(event)).toEqual(event);
    },
  );
});
