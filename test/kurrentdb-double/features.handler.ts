import { conduct, lineOf, unaryEndings } from './line.js';
import type { Node } from './node.js';
import { features, type Grpc } from './protocol.js';
import type { SupportedMethods } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js';

/** What the server of the version says it can do, as far as the double can do it. */
export const featuresHandler =
  (node: Node) =>
  (call: Grpc.ServerUnaryCall<unknown, SupportedMethods>, answer: Grpc.sendUnaryData<SupportedMethods>): void => {
    const line = lineOf('features', call);
    void conduct(line, unaryEndings(answer), async () => {
      await node.faults.reached(line, 'arrival');
      const response = new features.SupportedMethods();
      response.setEventStoreServerVersion(node.version);
      response.setMethodsList([
        method('streams.streams', 'read', ['position', 'events']),
        method('streams.streams', 'append'),
        ...(node.batchAppend ? [method('streams.streams', 'batchappend', ['deadline_duration'])] : []),
        method('gossip.gossip', 'read'),
        method('server_features.serverfeatures', 'getsupportedmethods'),
      ]);
      answer(null, response);
    });
  };

function method(service: string, name: string, supports: string[] = []) {
  const supported = new features.SupportedMethod();
  supported.setServiceName(`event_store.client.${service}`);
  supported.setMethodName(name);
  supported.setFeaturesList(supports);
  return supported;
}
