import { INCIDENT_EVENTS } from '../incident/incident.events.js';
import type { EventDeclaration } from '../shared/declaration.js';
import { MARK, type Mark } from '../shared/marks.js';
import { PERSON_EVENTS } from './person.events.js';
import { PERSON_FIELDS, scopeOf, scopeWithin } from './person.field.js';

/** Every sealed field that a schema holds, at whatever depth. */
function sealedFields(schema: unknown): string[] {
  if (schema === null || typeof schema !== 'object') return [];
  const mark = (schema as { [MARK]?: Mark })[MARK];
  const own = typeof mark === 'object' ? [mark.field] : [];
  return [...own, ...Object.values(schema).flatMap(sealedFields)];
}

const declared = (declarations: readonly EventDeclaration[]) =>
  new Set(declarations.flatMap((declaration) => sealedFields(declaration.data)));

describe('the fields of personal data', () => {
  it('can be disclosed and erased by name, whatever is sealed of a person', () => {
    const fields = declared([...PERSON_EVENTS, ...INCIDENT_EVENTS]);
    expect(fields.size).toBeGreaterThan(10);
    expect(Object.keys(PERSON_FIELDS)).toEqual(expect.arrayContaining([...fields]));
  });
});

describe('a scope', () => {
  it('is all, or the fields named, and nothing where neither is said', () =>
    expect([scopeOf({ all: true }), scopeOf({ fields: ['age'] }), scopeOf({})]).toEqual(['ALL', ['age'], undefined]));

  it('holds no more than what is granted', () =>
    expect([
      scopeWithin(['age'], 'ALL'),
      scopeWithin(['age'], ['age', 'name']),
      scopeWithin(['age', 'race'], ['age']),
      scopeWithin('ALL', ['age']),
    ]).toEqual([true, true, false, false]));
});
