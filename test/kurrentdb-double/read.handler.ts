import { AllSubscription } from './all-subscription.js';
import { conduct, lineOf, send } from './line.js';
import type { Node } from './node.js';
import type { Grpc, Streams } from './protocol.js';
import { read } from './read.js';
import { readRequest, type ReadRequest } from './read.request.js';
import { StreamSubscription } from './stream-subscription.js';
import type { Tail } from './tail.js';

/** `Streams.Read`: reads and subscriptions, of one stream and of `$all`. */
export const readHandler =
  (node: Node) =>
  (call: Grpc.ServerWritableStream<Streams.ReadReq, Streams.ReadResp>): void => {
    const subscribing = call.request.getOptions()?.hasSubscription() ?? false;
    const line = lineOf(subscribing ? 'subscribe' : 'read', call);
    const endings = { fail: (error: Grpc.ServerErrorResponse) => call.emit('error', error), end: () => call.end() };
    void conduct(line, endings, async () => {
      node.admit(call.metadata, 'reads');
      await node.faults.reached(line, 'arrival');
      const request = readRequest(call.request);
      const tail = {
        dialect: node.dialect,
        signal: line.signal,
        live: () => node.faults.reached(line, 'live'),
      };
      await send(call, messagesFor(request, node, tail), line, node.faults);
      if (!line.signal.aborted) call.end();
    });
  };

function messagesFor(request: ReadRequest, { log }: Node, tail: Tail) {
  if (request.count !== undefined) return read(log, request);
  const subscription =
    request.of === 'all' ? new AllSubscription(log, request, tail) : new StreamSubscription(log, request, tail);
  return subscription.messages();
}
