import { type GraphQLSchema, isInputObjectType, isNonNullType } from 'graphql';
import { catalogue } from '#catalogue';
import { DECLARATIONS, event } from '#domain';
import { object, text } from '#domain/schema';
import { buildApiSchema } from '../../graphql/build-schema.js';
import { planOf } from '../mutation.plan.js';

describe('the mutations', () => {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    schema = await buildApiSchema();
  });
  const mutations = () => schema.getMutationType()?.getFields() ?? {};
  const input = (name: string) => {
    const type = schema.getType(name);
    if (!isInputObjectType(type)) throw new Error(`${name} is no input`);
    return type;
  };
  const required = (name: string) =>
    Object.values(input(name).getFields()).flatMap((field) => (isNonNullType(field.type) ? [field.name] : []));

  it('are those of the declarations, each once', () => {
    const declared = DECLARATIONS.flatMap(({ mutation }) => mutation ?? []);
    expect(Object.keys(mutations()).sort()).toEqual([...declared].sort());
    expect(new Set(declared).size).toBe(declared.length);
  });

  it('take one required input each, and always answer', () => {
    for (const { name, args, type } of Object.values(mutations())) {
      const inputName = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
      expect(args.map((arg) => `${arg.name}: ${String(arg.type)}`)).toEqual([`input: ${inputName}`]);
      expect(String(type)).toMatch(/^\w+Result!$/);
    }
  });

  it('of facts require a time and sources, those of decisions and of what is done to actors a reason', () => {
    for (const { mutation, nature, aggregate } of DECLARATIONS) {
      if (!mutation) continue;
      const names = required(`${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`);
      expect({ mutation, occurred: names.includes('occurred'), sources: names.includes('sources') }).toEqual({
        mutation,
        occurred: nature === 'FACT',
        sources: nature === 'FACT',
      });
      expect(names.includes('reason')).toBe(nature === 'DECISION' || nature === 'CORRECTION' || aggregate === 'actor');
    }
  });

  it('that only begin records take no id, those that may go on with one leave it open', () => {
    expect(input('ReportIncidentInput').getFields()['record']).toBeUndefined();
    expect(String(input('OpenInvestigationInput').getFields()['record']?.type)).toBe('ID');
    expect(String(input('ReportForceInput').getFields()['record']?.type)).toBe('ID!');
    expect(String(input('RegisterAgencyInput').getFields()['record']?.type)).toBe('ID!');
    expect(input('WithholdTextInput').getFields()['record']).toBeUndefined();
  });

  it('cannot be given an event with a field that would hide one of the envelope', () => {
    const colliding = event('Odd', {
      aggregate: 'incident',
      nature: 'FACT',
      mutation: 'doOdd',
      description: 'Odd.',
      data: object({ sources: text('Something else.') }),
    });
    expect(() => planOf(colliding)).toThrow('doOdd: two fields of the input are named sources');
  });

  it('offer to correct every fact that can be recorded', () => {
    const facts = catalogue.current().filter(({ declaration }) => declaration.nature === 'FACT');
    const members = Object.keys(input('ReplacementInput').getFields());
    expect(members.sort()).toEqual(
      facts.map(({ declaration: { type } }) => type[0]!.toLowerCase() + type.slice(1)).sort(),
    );
    expect(input('ReplacementInput').isOneOf).toBe(true);
  });

  it('require a personal value where it is new, and not where it may be kept', () => {
    expect(required('PersonDescribedNameInput')).toEqual(['full']);
    expect(required('PersonDescribedNameReplacementInput')).toEqual([]);
  });

  it('take a party as exactly one of its kinds', () => {
    expect(input('PartyInput').isOneOf).toBe(true);
    const members = Object.values(input('PartyInput').getFields()).map(({ name, type }) => `${name}: ${String(type)}`);
    expect(members).toEqual(['person: ID', 'agency: ID', 'described: DescribedPartyInput']);
    expect(required('DescribedPartyInput')).toEqual(['text']);
  });

  it('take growing lists of codes as text, closed ones as enums', () => {
    expect(String(input('CodedInput').getFields()['code']?.type)).toBe('String!');
    expect(String(input('ReportForceInput').getFields()['manner']?.type)).toBe('ForceManner!');
    expect(input('ReportForceInput').getFields()['type']?.description).toContain('ForceType');
  });
});
