import { structuredUuid } from './answers.js';
import { conduct, lineOf, unaryEndings } from './line.js';
import type { Node } from './node.js';
import { gossip, type Grpc } from './protocol.js';
import type { ClusterInfo } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb.js';

/** Who is in the cluster, and who leads it, as far as this node knows. */
export const gossipHandler =
  (node: Node) =>
  (call: Grpc.ServerUnaryCall<unknown, ClusterInfo>, answer: Grpc.sendUnaryData<ClusterInfo>): void => {
    const line = lineOf('gossip', call);
    void conduct(line, unaryEndings(answer), async () => {
      await node.faults.reached(line, 'arrival');
      const info = new gossip.ClusterInfo();
      info.setMembersList(
        node.members().map(({ host, port, role, alive }, index) => {
          const endpoint = new gossip.EndPoint();
          endpoint.setAddress(host);
          endpoint.setPort(port);
          const member = new gossip.MemberInfo();
          member.setInstanceId(structuredUuid(`00000000-0000-4000-8000-${String(index + 1).padStart(12, '0')}`));
          member.setTimeStamp(String(Date.now() * 10_000));
          const { VNodeState } = gossip.MemberInfo;
          member.setState(role === 'leader' ? VNodeState.LEADER : VNodeState.FOLLOWER);
          member.setIsAlive(alive);
          member.setHttpEndPoint(endpoint);
          return member;
        }),
      );
      answer(null, info);
    });
  };
