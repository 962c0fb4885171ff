import { buildSchema, graphql, type GraphQLObjectType } from 'graphql';
import { attachResolvers, type FoundResolver } from './attach-resolvers.js';

const schema = () =>
  buildSchema(`
    type Query { dog: Dog }
    interface Animal { name: String sound: String }
    type Dog implements Animal { name: String sound: String }
    type Subscription { barked: String }
  `);

const returns =
  (value: unknown): FoundResolver =>
  () =>
    value;

describe('giving a schema its resolvers', () => {
  it('answers with what was found for the type', async () => {
    const made = schema();
    attachResolvers(made, { Query: { dog: returns({ name: 'from the parent' }) }, Dog: { sound: returns('woof') } });
    await expect(graphql({ schema: made, source: '{ dog { name sound } }' })).resolves.toEqual({
      data: { dog: { name: 'from the parent', sound: 'woof' } },
    });
  });

  it("takes an interface's resolver for a type that has none of its own", async () => {
    const made = schema();
    attachResolvers(made, {
      Dog: { sound: returns('woof') },
      Query: { dog: returns({}) },
      Animal: { name: returns('an animal'), sound: returns('a sound') },
    });
    await expect(graphql({ schema: made, source: '{ dog { name sound } }' })).resolves.toEqual({
      data: { dog: { name: 'an animal', sound: 'woof' } },
    });
  });

  it('gives a subscription its source', () => {
    const [made, subscribe] = [schema(), () => undefined];
    attachResolvers(made, { Subscription: { barked: { subscribe } } });
    expect((made.getType('Subscription') as GraphQLObjectType).getFields()['barked']?.subscribe).toBe(subscribe);
  });

  it.each([
    ['a type', { Cat: { name: returns('') } }, 'Cat'],
    ['a field', { Dog: { colour: returns('') } }, 'Dog.colour'],
  ])('refuses a resolver of %s that the schema does not have', (_, found, named) => {
    expect(() => attachResolvers(schema(), found)).toThrow(named);
  });
});
