import { parse } from 'graphql';
import { documentShape } from './document-shape.js';

const shapeOf = (text: string) => documentShape(parse(text));

describe('the shape of a document', () => {
  it('counts levels of fields', () => expect(shapeOf('{ a { b { c } } d }').depth).toBe(3));

  it('counts the fields of the widest selection', () => expect(shapeOf('{ a { b c d } e }').breadth).toBe(3));

  it('counts a fragment wherever it is spread', () =>
    expect(shapeOf('{ a { ...F } b { ...F } } fragment F on T { x: c { d } }')).toEqual({
      operations: 1,
      depth: 3,
      breadth: 2,
      aliases: 2,
    }));

  it('adds the fields of fragments to those beside them', () =>
    expect(shapeOf('{ a ...F ... on Query { b } } fragment F on Query { c d }').breadth).toBe(4));

  it('counts operations, and the aliases of the one that has most', () =>
    expect(shapeOf('query A { x: a } query B { x: a y: a }')).toMatchObject({ operations: 2, aliases: 2 }));

  it('looks at fragments that nothing spreads: validation works through them too', () =>
    expect(shapeOf('{ a } fragment F on T { a { b { c } } }').depth).toBe(3));

  it('ends on fragments that spread each other in a circle', () =>
    expect(shapeOf('{ ...F } fragment F on Query { a { ...G } } fragment G on Query { b { ...F } }').depth).toBe(2));

  it('takes each fragment once where every one spreads the next twice', () => {
    const chain = Array.from(
      { length: 60 },
      (_, i) => `fragment F${i} on T { a { ...F${i + 1} } b: a { ...F${i + 1} } }`,
    );
    const { depth, aliases } = shapeOf(`{ ...F0 } ${chain.join(' ')} fragment F60 on T { c }`);
    expect(depth).toBe(61);
    expect(aliases).toBe(2 ** 60 - 1);
  });
});
