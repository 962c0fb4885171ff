import fc from 'fast-check';
import type { StoredEvent } from '#domain';
import { collect } from '#event-store/contract';
import { logOf, someEvents } from '../testing/listed.log.js';
import { differencesOf } from './compare-logs.js';
import { type Expected, verbatim, withoutWithheld } from './expected.event.js';

const COUNT = 9;
const places = fc.uniqueArray(fc.nat(COUNT - 1));
const changed = (event: StoredEvent): StoredEvent => ({ ...event, data: { ...event.data, added: 1 } });

async function found(source: readonly StoredEvent[], target: readonly StoredEvent[], expected: Expected = verbatim) {
  const differences = await collect(differencesOf({ source: logOf(source), target: logOf(target), expected }));
  return differences.map(({ kind, id }) => `${kind} ${id}`).sort();
}

describe('comparing a copy with its source', () => {
  it('finds nothing where both are the same to the byte', async () => {
    const events = someEvents(COUNT);
    expect(await found(events, events)).toEqual([]);
  });

  it('names what is missing, changed and extra, wherever it is, and nothing else', () =>
    fc.assert(
      fc.asyncProperty(places, places, places, async (missing, altered, extra) => {
        const source = someEvents(COUNT);
        const stray = someEvents(COUNT).map((event) => ({ ...event, revision: event.revision + 100 }));
        const target = source.flatMap((event, n) => [
          ...(extra.includes(n) ? [stray[n]!] : []),
          ...(missing.includes(n) ? [] : [altered.includes(n) ? changed(event) : event]),
        ]);
        expect(await found(source, target)).toEqual(
          [
            ...missing.map((n) => `MISSING ${source[n]!.id}`),
            ...altered.filter((n) => !missing.includes(n)).map((n) => `CHANGED ${source[n]!.id}`),
            ...extra.map((n) => `EXTRA ${stray[n]!.id}`),
          ].sort(),
        );
      }),
    ));

  it('names what is at another place, and whether it was changed there too', () =>
    fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...Array(COUNT).keys()], { minLength: COUNT }),
        places,
        async (order, altered) => {
          const source = someEvents(COUNT);
          const target = order.map((n) => (altered.includes(n) ? changed(source[n]!) : source[n]!));
          const moved = order.filter((n, at) => n !== at);
          expect(await found(source, target)).toEqual(
            [
              ...moved.map((n) => `REORDERED ${source[n]!.id}`),
              ...altered.map((n) => `CHANGED ${source[n]!.id}`),
            ].sort(),
          );
        },
      ),
    ));

  it.each<[string, Partial<StoredEvent>]>([
    ['recordedAt', { recordedAt: '2026-01-01T00:00:00.001Z' }],
    ['revision', { revision: 7 }],
    ['stream', { stream: 'case-00000000-0000-4000-8000-000000000009' }],
    ['actor', { actor: 'actor-00000000-0000-4000-8000-000000000009' }],
    ['digest', { digest: undefined }],
  ])('notices another %s', async (_, other) => {
    const [event] = someEvents(1) as [StoredEvent];
    expect(await found([event], [JSON.parse(JSON.stringify({ ...event, ...other })) as StoredEvent])).toEqual([
      `CHANGED ${event.id}`,
    ]);
  });

  it('notices what no store would have taken', async () => {
    const [event] = someEvents(1) as [StoredEvent];
    const target = { ...event, data: { ...event.data, half: 0.5 } };
    expect(await found([event], [target])).toEqual([`CHANGED ${event.id}`]);
  });

  it('counts what the source has recorded since as extra in neither', async () => {
    const events = someEvents(COUNT);
    const source = logOf(events);
    const upTo = await logOf(events.slice(0, 5)).head();
    const compare = (target: readonly StoredEvent[]) =>
      collect(differencesOf({ source, target: logOf(target), upTo, expected: verbatim }));
    expect(await compare(events.slice(0, 5))).toEqual([]);
    expect(await compare(events.slice(0, 6))).toMatchObject([{ kind: 'EXTRA', id: events[5]!.id }]);
  });
});

describe('comparing a redacted copy', () => {
  const source = someEvents(3);
  const [first, second] = source as [StoredEvent, StoredEvent];
  const expected = withoutWithheld(new Map([[first.id, new Set(['/data/title'])]]));
  const redacted = {
    ...first,
    data: { summary: first.data['summary'] },
    texts: { ...first.texts, '/data/title': { commitment: first.texts!['/data/title']!.commitment } },
    digest: undefined,
  } as unknown as StoredEvent;
  const copy = (event: unknown) => [JSON.parse(JSON.stringify(event)) as StoredEvent, ...source.slice(1)];

  it('accepts that the withheld text, its salt and the digest are gone', async () => {
    expect(await found(source, copy(redacted), expected)).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['the text is still there', first],
    ['its salt is still there', { ...redacted, texts: first.texts }],
    ['its digest is still there', { ...redacted, digest: first.digest }],
    ['its commitment is gone', { ...redacted, texts: { '/data/summary': first.texts!['/data/summary'] } }],
    ['another text is gone too', { ...redacted, data: {} }],
    ['another text was altered', { ...redacted, data: { summary: 'Another summary' } }],
  ])('accepts nothing else: %s', async (_, event) => {
    expect(await found(source, copy(event), expected)).toEqual([`CHANGED ${first.id}`]);
  });

  it('accepts it of that event only', async () => {
    const other = { ...second, data: { summary: second.data['summary']! } };
    expect(await found(source, [copy(redacted)[0]!, other, source[2]!], expected)).toEqual([`CHANGED ${second.id}`]);
  });
});
