import { createRequire } from 'node:module';

/**
 * The service definitions that the client package ships, with the very grpc-js and google-protobuf that the client
 * uses: a second copy of either would make message classes that the other does not know.
 */
const client = createRequire(createRequire(import.meta.url).resolve('@kurrent/kurrentdb-client/package.json'));

const load = <T>(file: string): T => client(`./generated/kurrentdb/protocols/v1/${file}.js`) as T;

export const grpc = client('@grpc/grpc-js') as typeof import('@grpc/grpc-js');
export const streamsService =
  load<typeof import('@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js')>(
    'streams_grpc_pb',
  ).StreamsService;
export const featuresService =
  load<typeof import('@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_grpc_pb.js')>(
    'serverfeatures_grpc_pb',
  ).ServerFeaturesService;
export const gossipService =
  load<typeof import('@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_grpc_pb.js')>(
    'gossip_grpc_pb',
  ).GossipService;

export const streams =
  load<typeof import('@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js')>('streams_pb');
export const shared =
  load<typeof import('@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js')>('shared_pb');
export const features =
  load<typeof import('@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/serverfeatures_pb.js')>(
    'serverfeatures_pb',
  );
export const gossip =
  load<typeof import('@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb.js')>('gossip_pb');
export const rpc =
  load<typeof import('@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js')>('status_pb');

export const { Any } = client(
  'google-protobuf/google/protobuf/any_pb.js',
) as typeof import('google-protobuf/google/protobuf/any_pb.js');
export const { Empty: GoogleEmpty } = client(
  'google-protobuf/google/protobuf/empty_pb.js',
) as typeof import('google-protobuf/google/protobuf/empty_pb.js');
export const { Timestamp } = client(
  'google-protobuf/google/protobuf/timestamp_pb.js',
) as typeof import('google-protobuf/google/protobuf/timestamp_pb.js');

export type * as Grpc from '@grpc/grpc-js';
export type * as Streams from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
export type * as Shared from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
export type * as Rpc from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';
