import { leafOf } from '#catalogue/form';
import type { StoredEvent } from '#domain';
import type { TextOpening } from '#ledger/verify';
import { eventOfLeaf } from './event.of-leaf.js';

const SALT = 'A'.repeat(43);
const event = {
  id: '00000000-0000-4000-8000-000000000001',
  stream: 'incident-00000000-0000-4000-8000-000000000001',
  revision: 0,
  type: 'IncidentReported',
  schema: 1,
  recordedAt: '2026-01-15T00:00:00.000Z',
  occurred: { edtf: '2026-01-14', zone: 'UTC' },
  actor: 'actor-00000000-0000-4000-8000-000000000001',
  correlationId: '00000000-0000-4000-8000-000000000002',
  causationId: '00000000-0000-4000-8000-000000000003',
  data: { title: 'A man was shot', claims: [{ text: 'He ran.' }, { kind: 'B' }] },
  texts: { '/data/title': { salt: SALT, commitment: 'c1' }, '/data/claims/0/text': { salt: SALT, commitment: 'c2' } },
} as unknown as StoredEvent;
const leaf = leafOf(event);

const opening = (path: string, value: string): TextOpening => ({ index: 7, event: event.id, path, salt: SALT, value });
const title = opening('/data/title', 'A man was shot');
const claim = opening('/data/claims/0/text', 'He ran.');

describe('an event that is made from its leaf and its texts', () => {
  it('is the one that was sealed', () => expect(eventOfLeaf(leaf, [title, claim])).toEqual(event));

  it('lacks the text that is not opened, and its salt', () => {
    const made = eventOfLeaf(leaf, [claim]);
    expect(made.data).toEqual({ claims: [{ text: 'He ran.' }, { kind: 'B' }] });
    expect(made.texts!['/data/title']).toEqual({ commitment: 'c1' });
    expect(leafOf(made)).toBe(leaf);
  });

  it('of an actor has no data', () => {
    const ofActor = { ...event, stream: event.actor, texts: { '/data': { salt: SALT, commitment: 'c' } } };
    expect(eventOfLeaf(leafOf(ofActor as StoredEvent), []).data).toEqual({});
  });

  it.each([
    ['a text that the leaf does not commit to', leaf, '/data/kind'],
    ['a text in the place of what an event is', committing('/stream'), '/stream'],
    [
      'a text where every object of the program would have it',
      committing('/data/__proto__/shown'),
      '/data/__proto__/shown',
    ],
  ])('is refused with %s', (_, from, path) => {
    expect(() => eventOfLeaf(from, [opening(path, 'x')])).toThrow(/entry 7 has no text at/);
    expect(({} as { shown?: string }).shown).toBeUndefined();
  });
});

/** A leaf as a stranger may make it. */
function committing(path: string): string {
  return JSON.stringify({ ...(JSON.parse(leaf) as object), texts: { [path]: 'c' } });
}
