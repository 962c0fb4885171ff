import { aggregateOf, DECIDERS, foldRecord, type StoredEvent } from '#domain';
import { canonicalJson, catalogue, commitment, leafOf, leafOfText, upcast } from '#catalogue';
import { generateEvents } from './generate-events.js';

const SHAPE = { seed: 7, incidents: 60, events: 1_200 };

describe('a generated log', () => {
  const composed = [...generateEvents(SHAPE)];
  const events = composed.map(({ event }) => event);

  it('has exactly as many events and incidents as were asked for', () => {
    expect(events).toHaveLength(SHAPE.events);
    expect(events.filter(({ type }) => type === 'IncidentReported')).toHaveLength(SHAPE.incidents);
  });

  it('holds only what the catalogue allows in a log', () => {
    expect(
      events.flatMap(({ stream: _, revision: __, recordedAt: ___, ...event }) => catalogue.storedProblems(event)),
    ).toEqual([]);
  });

  it('is in the order of recording, with contiguous revisions, and its streams overlap', () => {
    const last = new Map<string, number>();
    let switches = 0;
    events.forEach(({ stream, revision, recordedAt }, n) => {
      expect(revision).toBe((last.get(stream) ?? -1) + 1);
      last.set(stream, revision);
      if (n === 0) return;
      expect(recordedAt >= events[n - 1]!.recordedAt).toBe(true);
      if (stream !== events[n - 1]!.stream) switches += 1;
    });
    expect(switches).toBeGreaterThan(events.length / 2);
  });

  it('holds nothing from the future, which would hold back the clock of what is appended to it', () => {
    const longest = [...generateEvents({ ...SHAPE, incidents: 10 })].at(-1)!.event.recordedAt;
    expect(longest < '2026-10').toBe(true);
  });

  it('commits to its texts, and to sealed values by openings that match', () => {
    const openings = composed.flatMap((c) => c.openings);
    expect(openings.length).toBeGreaterThan(0);
    for (const { eventId, path, salt, value, commitment: given } of openings)
      expect(commitment(eventId, path, salt, value)).toBe(given);
  });

  it('has leaves that can be cut out of its text, as the figures of the ledger assume', () => {
    for (const event of events) {
      const { id, stream, revision, type, schema, recordedAt, data, ...envelope } = event;
      const texts = { data: canonicalJson(data), metadata: canonicalJson(envelope) };
      const made = leafOfText({ id, stream, revision, type, schema, recordedAt, ...texts });
      expect(made?.leaf).toBe(leafOf(event));
    }
  });

  it('tells stories that fit: hardly any record shows a gap', () => {
    const streams = new Map<string, StoredEvent[]>();
    for (const event of events) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
    const gaps = [...streams].flatMap(([stream, stored]) =>
      foldRecord(DECIDERS[aggregateOf(stream)!], stream, stored.map(upcast)).gaps.map(({ why }) => `${stream}: ${why}`),
    );
    expect(gaps.length).toBeLessThan(streams.size / 50);
  });

  it('is the same for the same seed, but for its random salts', () => {
    const bare = ({ id, stream, type, occurred, data }: StoredEvent) => ({ id, stream, type, occurred, data });
    expect([...generateEvents(SHAPE)].map(({ event }) => bare(event))).toEqual(events.map(bare));
  });
});
