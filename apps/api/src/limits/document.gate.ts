import { type DocumentNode, GraphQLError, parse } from 'graphql';
import { documentShape } from './document-shape.js';
import { limitError } from './limit.error.js';
import type { Limits } from './limits.js';

export type Admitted =
  { readonly document: DocumentNode } | { readonly refused: GraphQLError } | { readonly syntaxError: GraphQLError };

/** Documents remembered, and characters of the longest that is; clients repeat the same few. */
const REMEMBERED = 500;
const LONGEST_REMEMBERED = 16_384;

/**
 * Parses a document and refuses what is too large **before** validation: validation compares the fields of a selection
 * with each other, and 4,000 tokens well chosen keep it busy for a third of a second (tried on graphql 16.15).
 */
export class DocumentGate {
  readonly #known = new Map<string, Admitted>();

  constructor(private readonly limits: Limits) {}

  admit(source: string): Admitted {
    const known = this.#known.get(source);
    if (known !== undefined) return known;
    const admitted = this.#examine(source);
    if ('document' in admitted && source.length <= LONGEST_REMEMBERED) {
      const oldest = this.#known.keys().next();
      if (this.#known.size >= REMEMBERED && !oldest.done) this.#known.delete(oldest.value);
      this.#known.set(source, admitted);
    }
    return admitted;
  }

  #examine(source: string): Admitted {
    let document: DocumentNode;
    try {
      document = parse(source, { maxTokens: this.limits.maxTokens });
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return /more that? \d+ tokens/.test(error.message) ? { refused: this.#tooLong() } : { syntaxError: error };
    }
    const refused = this.#refusal(document);
    return refused === undefined ? { document } : { refused };
  }

  #tooLong(): GraphQLError {
    const { maxTokens } = this.limits;
    return limitError('QUERY_TOO_LONG', {
      what: 'Tokens in the document (counting stops beyond the limit)',
      limit: maxTokens,
      actual: maxTokens + 1,
      advice: 'Ask in several requests, or pass values as variables.',
    });
  }

  #refusal(document: DocumentNode): GraphQLError | undefined {
    const { maxDepth, maxBreadth, maxAliases, maxOperations } = this.limits;
    const { depth, breadth, aliases, operations } = documentShape(document);
    if (operations > maxOperations) {
      return limitError('TOO_MANY_OPERATIONS', {
        what: 'Operations in the document',
        limit: maxOperations,
        actual: operations,
        advice: 'Send only what is to be executed.',
      });
    }
    if (depth > maxDepth) {
      return limitError('QUERY_TOO_DEEP', {
        what: 'Levels of fields',
        limit: maxDepth,
        actual: depth,
        advice: 'Ask for the inner records by their id.',
      });
    }
    if (breadth > maxBreadth) {
      return limitError('QUERY_TOO_WIDE', {
        what: 'Fields in one selection',
        limit: maxBreadth,
        actual: breadth,
        advice: 'Ask in several requests.',
      });
    }
    if (aliases > maxAliases) {
      return limitError('TOO_MANY_ALIASES', {
        what: 'Aliases',
        limit: maxAliases,
        actual: aliases,
        advice: 'Ask for several records by a filter, or in several requests.',
      });
    }
    return undefined;
  }
}
