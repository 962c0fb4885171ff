import type { StoredEvent } from '#domain';
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

  it('takes with it the salts of all that is within it, and of what it is within', () => {
    const within = { data: { note: { text: 'No' } }, texts: { '/data/note/text': committed } };
    expect(withheldFrom(within, '/data/note').texts).toEqual({ '/data/note/text': { commitment: 'Y29tbWl0' } });
    const whole = { data: { detail: 'No' }, texts: { '/data': committed, '/reason/text': committed } };
    expect(withheldFrom(whole, '/data/detail').texts).toEqual({
      '/data': { commitment: 'Y29tbWl0' },
      '/reason/text': committed,
    });
  });

  it('is that of its entry only', () => {
    const event = { id: 'another', data: { title: 'Yes' }, texts: { '/data/title': committed } };
    expect(withheldFrom(event, '/data/title')).toEqual(event);
  });
});
