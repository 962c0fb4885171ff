import { Inject, Injectable } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import {
  type DocumentNode,
  type ExecutionArgs,
  getOperationAST,
  GraphQLError,
  type OperationTypeNode,
  validate,
} from 'graphql';
import type { Config } from '../config/index.js';
import { OperationObserver } from '../graphql/operation-observer.js';
import { DocumentGate } from '../limits/document.gate.js';
import { assessOperation } from '../limits/operation.limits.js';
import { CONFIG } from '../ports.js';

export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
}

export type Prepared =
  | { readonly errors: readonly GraphQLError[] }
  | { readonly args: ExecutionArgs; readonly type: OperationTypeNode; readonly cost: number };

/** Takes an operation through the same limits and the same validation as HTTP does, up to execution. */
@Injectable()
export class OperationPreparer {
  /** Many subscribers send the same document; the gate gives the same node for it. */
  readonly #validated = new WeakMap<DocumentNode, readonly GraphQLError[]>();

  constructor(
    private readonly schemaHost: GraphQLSchemaHost,
    private readonly gate: DocumentGate,
    private readonly observer: OperationObserver,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  prepare({ query, operationName, variables }: OperationRequest): Prepared {
    const admitted = this.gate.admit(query);
    if ('syntaxError' in admitted) return { errors: [withCode(admitted.syntaxError, 'GRAPHQL_PARSE_FAILED')] };
    if ('refused' in admitted) return { errors: [admitted.refused] };
    const { document } = admitted;
    const invalid = this.#validate(document);
    if (invalid.length > 0) return { errors: invalid };
    const operation = getOperationAST(document, operationName);
    if (!operation) return { errors: [unknownOperation()] };
    const { schema } = this.schemaHost;
    const { cost, refused } = assessOperation(schema, document, operation, variables ?? {}, this.config);
    if (refused) return { errors: [refused] };
    this.observer.admitted(operation.operation, cost);
    const args = { schema, document, operationName, variableValues: variables };
    return { args, type: operation.operation, cost };
  }

  #validate(document: DocumentNode): readonly GraphQLError[] {
    const known = this.#validated.get(document);
    if (known !== undefined) return known;
    const errors = validate(this.schemaHost.schema, document).map((e) => withCode(e, 'GRAPHQL_VALIDATION_FAILED'));
    this.#validated.set(document, errors);
    return errors;
  }
}

const unknownOperation = () =>
  new GraphQLError('Which operation is meant? The document has several, or none of that "operationName".', {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
  });

const withCode = (error: GraphQLError, code: string) =>
  new GraphQLError(error.message, {
    nodes: error.nodes,
    positions: error.positions,
    source: error.source,
    extensions: { code },
  });
