import { buildSchema, getOperationAST, getIntrospectionQuery, type GraphQLObjectType, parse } from 'graphql';
import { operationCost } from './operation-cost.js';

const schema = buildSchema(`
  type Query { one: Item, many: [Item!]!, page(first: Int = 10): [Item!]!, search(first: Int, last: Int): ItemConnection!, any: Thing }
  type Item implements Thing { id: ID!, name: String, parts: [Item!], dear: String }
  interface Thing { id: ID! }
  type ItemConnection { nodes: [Item!]!, edges: [ItemEdge!]!, totalCount: Int }
  type ItemEdge { node: Item!, cursor: String }
`);
const item = schema.getType('Item') as GraphQLObjectType;
item.getFields()['dear']!.extensions = { cost: 50 };
item.getFields()['parts']!.extensions = { listSize: 3 };

const assess = (text: string, variables: Record<string, unknown> = {}) => {
  const document = parse(text);
  return operationCost(schema, document, getOperationAST(document)!, variables, 20);
};
const costOf = (text: string, variables?: Record<string, unknown>) => assess(text, variables).cost;

describe('the estimated cost of an operation', () => {
  it('is one for each field', () => expect(costOf('{ one { id name } }')).toBe(3));

  it('is what the schema says for an expensive field', () => expect(costOf('{ one { dear } }')).toBe(51));

  it('multiplies what stands below a page by its size', () =>
    expect(costOf('{ page(first: 7) { id name } }')).toBe(15));

  it('takes the size of a page from a variable, from its default, or from the schema', () => {
    expect(costOf('query ($n: Int) { page(first: $n) { id } }', { n: 4 })).toBe(5);
    expect(costOf('query ($n: Int = 6) { page(first: $n) { id } }')).toBe(7);
    expect(costOf('{ page { id } }')).toBe(11);
  });

  it('counts a page from the end like one from the start', () => {
    expect(costOf('{ search(last: 5) { nodes { id } } }')).toBe(costOf('{ search(first: 5) { nodes { id } } }'));
    expect(assess('query ($n: Int) { search(last: $n) { totalCount } }', { n: 500 }).largestPage).toBe(500);
  });

  it('takes the default page where nothing says its size', () =>
    expect(costOf('{ search { nodes { id } } }')).toBe(22));

  it('multiplies the nodes and edges of a connection, not what stands beside them', () =>
    expect(costOf('{ search(first: 5) { totalCount nodes { id } edges { node { id } } } }')).toBe(1 + 1 + 6 + 11));

  it('assumes the length of a list that is not paged', () => {
    expect(costOf('{ many { id } }')).toBe(6);
    expect(costOf('{ one { parts { id } } }')).toBe(1 + 1 + 3);
  });

  it('multiplies nested lists with each other', () =>
    expect(costOf('{ page(first: 10) { parts { parts { id } } } }')).toBe(1 + 10 * (1 + 3 * (1 + 3))));

  it('counts fragments wherever they are spread, by the type they are on', () =>
    expect(costOf('{ any { id ...F ... on Item { name } } one { ...F } } fragment F on Item { dear }')).toBe(104));

  it('ends on fragments in a circle', () =>
    expect(costOf('{ one { ...F } } fragment F on Item { id parts { ...F } }')).toBeGreaterThan(1));

  it('tells the largest page', () =>
    expect(assess('{ page(first: 7) { id } search(first: 500) { totalCount } }').largestPage).toBe(500));

  it('counts introspection like anything else', () => {
    const cost = costOf(getIntrospectionQuery());
    expect(cost).toBeGreaterThan(100);
    expect(cost).toBeLessThan(50_000);
  });
});
