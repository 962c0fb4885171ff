import { readFileSync } from 'node:fs';
import { buildSchema, getOperationAST, parse, validate } from 'graphql';
import { loadConfig } from '../config/index.js';
import { DocumentGate } from '../limits/document.gate.js';
import { assessOperation } from '../limits/operation.limits.js';
import { EXAMPLE_QUERIES } from './example-queries.js';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const limits = loadConfig({});

describe('the example queries of the page', () => {
  it.each(EXAMPLE_QUERIES.map((example) => [example.query.split('\n', 1)[0], example]))(
    'fit the schema and the default limits: %s',
    (_title, { query, variables }) => {
      const document = parse(query);
      expect(validate(schema, document)).toEqual([]);
      expect(new DocumentGate(limits).admit(query)).toHaveProperty('document');
      const values = JSON.parse(variables ?? '{}') as Record<string, unknown>;
      const operation = getOperationAST(document)!;
      expect(assessOperation(schema, document, operation, values, limits).refused).toBeUndefined();
    },
  );
});
