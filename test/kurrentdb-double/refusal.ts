import { Any, grpc, rpc, shared, type Grpc, type Rpc } from './protocol.js';

/** What the server says when it does not do what it was asked; messages and trailers as in its `RpcExceptions`. */
export type Reason =
  | { readonly kind: 'not leader'; readonly host: string; readonly port: number }
  | { readonly kind: 'no leader' }
  | { readonly kind: 'not ready' }
  | { readonly kind: 'too busy' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'access denied' }
  | { readonly kind: 'unauthenticated' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'unimplemented' }
  | { readonly kind: 'invalid position' }
  | { readonly kind: 'invalid argument'; readonly message: string }
  | { readonly kind: 'append too large'; readonly limit: number };

export class Refusal extends Error {
  constructor(readonly reason: Reason) {
    super(reason.kind);
    this.name = 'Refusal';
  }
}

/** As the status that ends a call. */
export function toStatus(reason: Reason): Grpc.ServerErrorResponse & Grpc.StatusObject {
  const { status } = grpc;
  switch (reason.kind) {
    case 'not leader':
      return answer(status.NOT_FOUND, 'Leader info available', {
        exception: 'not-leader',
        'leader-endpoint-host': reason.host,
        'leader-endpoint-port': String(reason.port),
      });
    case 'no leader':
      return answer(status.UNKNOWN, 'No leader info available in response');
    case 'not ready':
      return answer(status.UNAVAILABLE, 'Server Is Not Ready');
    case 'too busy':
      return answer(status.UNAVAILABLE, 'Server Is Too Busy');
    case 'timeout':
      return answer(status.ABORTED, 'Operation timed out: Prepare phase timeout');
    case 'access denied':
      return answer(status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' });
    case 'unauthenticated':
      return answer(status.UNAUTHENTICATED, 'Unauthenticated');
    case 'unknown':
      return answer(status.UNKNOWN, 'Unexpected OperationResult: Unknown');
    case 'cancelled':
      return answer(status.CANCELLED, 'The operation was cancelled.');
    case 'unimplemented':
      return answer(status.UNIMPLEMENTED, 'Service is unimplemented.');
    case 'invalid position':
      return answer(status.INVALID_ARGUMENT, 'Trying to read from an invalid position.');
    case 'invalid argument':
      return answer(status.INVALID_ARGUMENT, reason.message);
    case 'append too large':
      return answer(status.INVALID_ARGUMENT, `Maximum Append Size of ${reason.limit} Exceeded.`, {
        exception: 'maximum-append-size-exceeded',
        'maximum-append-size': String(reason.limit),
      });
  }
}

/**
 * As the answer to one batch of a BatchAppend, which leaves the call open. Undefined where the server ends the whole
 * call instead.
 */
export function toBatchStatus(reason: Reason): Rpc.Status | undefined {
  const { status } = grpc;
  switch (reason.kind) {
    case 'timeout':
      return batch(status.DEADLINE_EXCEEDED, 'Timeout', new shared.Timeout(), 'Timeout');
    case 'access denied':
      return batch(status.PERMISSION_DENIED, 'AccessDenied', new shared.AccessDenied(), 'AccessDenied');
    case 'unknown':
      return batch(status.UNKNOWN, 'Unknown', new shared.Unknown(), 'Unknown');
    case 'append too large': {
      const details = new shared.MaximumAppendSizeExceeded();
      details.setMaxappendsize(reason.limit);
      return batch(status.INVALID_ARGUMENT, 'MaximumAppendSizeExceeded', details, 'MaximumAppendSizeExceeded');
    }
    case 'invalid argument': {
      const details = new shared.BadRequest();
      details.setMessage(reason.message);
      return batch(status.INVALID_ARGUMENT, 'BadRequest', details, 'BadRequest');
    }
    // The server says these three in words alone, with an empty message as details and no code.
    case 'not ready':
      return batch(status.OK, 'Server Is Not Ready', new shared.Empty(), 'Empty');
    case 'too busy':
      return batch(status.OK, 'Server Is Busy', new shared.Empty(), 'Empty');
    case 'no leader':
      return batch(status.OK, 'No leader info available in response', new shared.Empty(), 'Empty');
    default:
      return undefined;
  }
}

export function batch(
  code: number,
  message: string,
  details: { serializeBinary(): Uint8Array },
  type: string,
): Rpc.Status {
  const packed = new Any();
  packed.pack(details.serializeBinary(), `event_store.client.${type}`);
  const answer = new rpc.Status();
  answer.setCode(code);
  answer.setMessage(message);
  answer.setDetails(packed);
  return answer;
}

function answer(
  code: number,
  details: string,
  trailers: Readonly<Record<string, string>> = {},
): Grpc.ServerErrorResponse & Grpc.StatusObject {
  const metadata = new grpc.Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, value);
  return { name: 'ServiceError', message: details, code, details, metadata };
}
