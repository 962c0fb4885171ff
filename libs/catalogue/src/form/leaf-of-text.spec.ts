import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { JsonObject, StoredEvent } from '#domain';
import { canonicalJson, leafOf, leafOfText, redacted, valueAt, type EventText } from '#catalogue';

const vectors = JSON.parse(readFileSync('libs/catalogue/test-vectors/leaf-v1.json', 'utf8')) as {
  entries: { index: number; stored: StoredEvent; leaf: string }[];
};
const events = vectors.entries.map(({ stored }) => ({ ...stored, digest: { key: 'k1', mac: 'bWFj' } }));

function textOf({ id, stream, revision, type, schema, recordedAt, data, ...metadata }: StoredEvent): EventText {
  const texts = { data: canonicalJson(data), metadata: canonicalJson(metadata) };
  return { id, stream, revision, type, schema, recordedAt, ...texts };
}

const eventOf = ({ data, metadata, ...columns }: EventText): StoredEvent => ({
  ...columns,
  ...(JSON.parse(metadata) as Omit<StoredEvent, keyof typeof columns | 'data'>),
  data: JSON.parse(data) as JsonObject,
});

/** Paths of the strings that are members of an object, which any of them may be as narrative. */
function pathsOf(value: unknown, path: string, isMember = false): string[] {
  if (typeof value === 'string') return isMember ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, n) => pathsOf(item, `${path}/${n}`));
  return Object.entries(value).flatMap(([key, item]) => pathsOf(item, `${path}/${key}`, true));
}

const name = fc.oneof(
  fc.constantFrom('text', 'title', 'digest', 'texts', 'a', 'b', '0', '10', ''),
  fc.string({ unit: 'grapheme', maxLength: 5 }).filter((key) => !/[/~"\\\p{Cc}\p{Cs}]|^__proto__$/u.test(key)),
);
const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => text.isWellFormed()),
  fc.constantFrom('"', '\\', '\\"', '},"digest":{', '",', 'Ωμέγα 👩🏽‍⚖️', ''),
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    words,
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
const members = fc.dictionary(name, value, { maxKeys: 4, noNullPrototype: true });
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Any envelope with any data, in which any strings are narrative, some of them removed for good. */
const anyEvent = fc
  .record({
    data: members,
    occurred: members,
    attribution: optional(members),
    sources: optional(fc.array(members, { maxLength: 12 })),
    reason: optional(members),
    acknowledged: optional(fc.array(words, { maxLength: 2 })),
    sealed: optional(fc.array(members, { maxLength: 2 })),
    digest: optional(fc.constant({ key: 'k1', mac: 'bWFj' })),
  })
  .chain((parts) => {
    const { data, occurred, sources, reason } = parts;
    const paths = pathsOf({ data, occurred, sources, reason }, '');
    return fc.record({
      parts: fc.constant(parts),
      narrative: fc.oneof(fc.constant(undefined), fc.constant(['/data']), fc.subarray(paths)),
      gone: fc.subarray(paths),
    });
  })
  .map(({ parts, narrative, gone }) => {
    const texts = narrative?.map((path) => [path, { salt: 'c2FsdA', commitment: 'Y29tbWl0bWVudA' }] as const);
    const { id, stream, revision, type, schema, recordedAt, actor, correlationId, causationId } = events[0]!;
    const columns = { id, stream, revision, type, schema, recordedAt, actor, correlationId, causationId };
    const event = { ...columns, ...parts, ...(texts && { texts: Object.fromEntries(texts) }) };
    const defined = Object.fromEntries(Object.entries(event).filter(([, part]) => part !== undefined));
    return redacted(defined as unknown as StoredEvent, gone);
  });

describe('a leaf that is cut out of the stored text', () => {
  it.each(events)('is the leaf of $type, to the byte, and what was left out is its texts', (event) => {
    const made = leafOfText(textOf(event));
    expect(made?.leaf).toBe(leafOf(event));
    const openings = Object.entries(event.texts ?? {}).map(([path, text]) => ({
      path,
      ...text,
      value: canonicalJson(valueAt(event, path)),
    }));
    expect(made?.openings).toEqual(openings.sort((a, b) => (a.path < b.path ? -1 : 1)));
  });

  it('is the leaf of any event, whatever it holds and whichever strings are narrative', () => {
    fc.assert(
      fc.property(anyEvent, (event) => {
        const made = leafOfText(textOf(event));
        expect(made?.leaf).toBe(leafOf(event));
        for (const { path, value: left } of made!.openings)
          expect(left === undefined ? undefined : JSON.parse(left)).toEqual(valueAt(event, path));
      }),
      { numRuns: 500 },
    );
  });

  it('is never mistaken for that of another event where someone has altered the text', () => {
    const piece = fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', ':', ' ', '0', '"text":"x"', ',"text":"x"', '{}');
    const change = fc.record({
      member: fc.constantFrom('data' as const, 'metadata' as const),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(20),
      by: fc.oneof(piece, fc.constant('')),
      from: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
    });
    type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;
    const spliced = (text: string, { at, length, by, from }: Change) => {
      const place = (share: number) => Math.floor(share * text.length);
      const piece = from === undefined ? by : text.slice(place(from), place(from) + length);
      return text.slice(0, place(at)) + piece + text.slice(place(at) + (from === undefined ? length : 0));
    };
    fc.assert(
      fc.property(fc.oneof(anyEvent, fc.constantFrom(...events)), change, (event, changed) => {
        const text = textOf(event);
        const altered = { ...text, [changed.member]: spliced(text[changed.member], changed) };
        const made = attempt(() => leafOfText(altered));
        const isCanonical = made && attempt(() => canonicalJson(JSON.parse(made.leaf)) === made.leaf);
        const honest = attempt(() => leafOf(eventOf(altered)));
        if (isCanonical && honest !== undefined) expect(made.leaf).toBe(honest);
      }),
      { numRuns: 2_000 },
    );
  });

  it('shows a text that was put before the one that a parser takes', () => {
    const text = textOf(events.find(({ texts }) => texts?.['/data/title'])!);
    const altered = { ...text, data: text.data.replace('"title":', '"title":"another","title":') };
    expect(leafOfText(altered)!.leaf).toContain('"title":"another"');
  });

  it.each<readonly [string, (text: EventText) => Partial<EventText>]>([
    ['a member that is not known', ({ metadata }) => ({ metadata: metadata.replace('"actor"', '"about":1,"actor"') })],
    ['a member twice', ({ metadata }) => ({ metadata: metadata.replace('"actor"', '"actor":"b","actor"') })],
    ['no actor', ({ metadata }) => ({ metadata: metadata.replace(/"actor":"[^"]*",/, '') })],
    ['a digest with more in it', ({ metadata }) => ({ metadata: metadata.replace('"mac"', '"actor":"c","mac"') })],
    ['a stream that would have to be escaped', () => ({ stream: 'incident-"' as EventText['stream'] })],
    ['a text that is none', ({ data }) => ({ data: data.replace(/"title":"[^"]*"/, '"title":["a"]') })],
  ])('is not made where there is %s', (_what, change) => {
    const text = textOf(events.find(({ texts }) => texts?.['/data/title'])!);
    const altered = { ...text, ...change(text) };
    expect(altered).not.toEqual(text);
    expect(leafOfText(text)).toBeDefined();
    expect(leafOfText(altered)).toBeUndefined();
  });
});

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
