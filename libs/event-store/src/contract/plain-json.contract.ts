import type { JsonObject, NewEvent } from '#domain';
import { InvalidEventError } from '../event-store.errors.js';
import type { EventStore } from '../event-store.port.js';
import { collect, newEvent, newEvents, newStream } from './builders.js';

const circular: Record<string, unknown> = {};
circular['self'] = circular;

/** Promise 5. */
export function plainJsonContract(store: () => EventStore): void {
  describe('what cannot be stored', () => {
    it.each<[string, unknown, string]>([
      ['nothing where a value is named', undefined, '/data/list/1'],
      ['null', null, '/data/list/1'],
      ['a fraction', 0.5, '/data/list/1'],
      ['no number', Number.NaN, '/data/list/1'],
      ['a number that is not exact', 2 ** 60, '/data/list/1'],
      ['a big integer', 1n, '/data/list/1'],
      ['a function', () => 1, '/data/list/1'],
      ['a symbol', Symbol('s'), '/data/list/1'],
      ['a date object', new Date(0), '/data/list/1'],
      ['a map', new Map([['a', 1]]), '/data/list/1'],
      ['half of a surrogate pair', '\ud800', '/data/list/1'],
      ['half of a surrogate pair as a key', { '\udfff': 1 }, '/data/list/1'],
      ['null deep down', { deep: [{ down: null }] }, '/data/list/1/deep/0/down'],
      ['an object that holds itself', circular, '/data'],
    ])('is %s: refused with its path, and the whole batch with it', async (_, value, path) => {
      const stream = newStream();
      const bad = newEvent({ data: { list: ['fine', value] } as JsonObject });
      const refused = store().append(stream, 'no-stream', [newEvent(), bad]);
      await expect(refused).rejects.toBeInstanceOf(InvalidEventError);
      await expect(refused).rejects.toMatchObject({ eventId: bad.id, why: expect.stringContaining(path) });
      expect(await collect(store().readStream(stream))).toEqual([]);
    });

    it.each<[string, object]>([
      ['stream', { stream: 'log' }],
      ['revision', { revision: 0 }],
      ['recordedAt', { recordedAt: '2020-01-01T00:00:00.000Z' }],
      ['position', { position: 1 }],
      ['$maxAge', { $maxAge: 1 }],
      ['id', { id: 'not a uuid' }],
      ['id', { id: 'A2F6D1C0-3B7E-4A94-8C12-90B1F4D7E601' }],
      ['type', { type: '' }],
      ['schema', { schema: 0 }],
      ['data', { data: ['a list'] }],
      ['reason', { reason: null }],
    ])('is an event whose %s is not for the caller to set, or not as it must be', async (field, overrides) => {
      const stream = newStream();
      const bad = { ...newEvent(), ...overrides } as NewEvent;
      const refused = store().append(stream, 'no-stream', [bad]);
      await expect(refused).rejects.toMatchObject({
        name: 'InvalidEventError',
        why: expect.stringContaining(`/${field}`),
      });
      expect(await collect(store().readStream(stream))).toEqual([]);
    });

    it('is an append without events', async () => {
      await expect(store().append(newStream(), 'no-stream', [])).rejects.toBeInstanceOf(InvalidEventError);
    });

    it('is an append with the same event twice', async () => {
      const [event] = newEvents(1) as [NewEvent];
      await expect(store().append(newStream(), 'no-stream', [event, event])).rejects.toThrow('twice');
    });

    it.each(['$all', '$streams', 'incident', 'incident-1', 'log-1', '', 'agency-BCA'])(
      'is an event of a stream that is called "%s"',
      async (stream) => {
        await expect(store().append(stream, 'no-stream', newEvents(1))).rejects.toBeInstanceOf(InvalidEventError);
      },
    );
  });
}
