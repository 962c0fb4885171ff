import type { FastifyRequest } from 'fastify';
import type { OperationRequest } from './operation.preparer.js';

export type StreamRequest =
  { readonly operation: OperationRequest } | { readonly status: number; readonly message: string };

/** Reads an operation from a GET's parameters or a POST's JSON body, as *GraphQL over HTTP* lays them out. */
export function streamRequest({ method, query, body, headers }: FastifyRequest): StreamRequest {
  if (method !== 'GET' && method !== 'POST') return { status: 405, message: 'Use GET or POST.' };
  if (!/text\/event-stream|\*\/\*/.test(headers.accept ?? '*/*')) {
    return { status: 406, message: 'This address answers with "text/event-stream" only: accept it.' };
  }
  const source = method === 'GET' ? query : body;
  if (!isRecord(source) || typeof source['query'] !== 'string') {
    return { status: 400, message: '"query" is missing: send a GraphQL document as text.' };
  }
  const { operationName } = source;
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') {
    return { status: 400, message: '"operationName" has to be text.' };
  }
  const variables = method === 'GET' ? fromJson(source['variables']) : source['variables'];
  if (variables !== undefined && variables !== null && !isRecord(variables)) {
    return { status: 400, message: '"variables" has to be a JSON object.' };
  }
  return { operation: { query: source['query'], operationName, variables } };
}

function fromJson(text: unknown): unknown {
  if (typeof text !== 'string' || text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return 'not JSON';
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
