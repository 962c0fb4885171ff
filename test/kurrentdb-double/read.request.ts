import { stringUuid, structuredUuid, streamName } from './answers.js';
import { filterOf, type Filter } from './filter.js';
import { streams, type Shared, type Streams } from './protocol.js';
import { Refusal } from './refusal.js';

export type From<Place> = Place | 'start' | 'end';

interface Common {
  readonly backwards: boolean;
  /** Undefined: a subscription. */
  readonly count: number | undefined;
  readonly resolveLinks: boolean;
  readonly uuid: (text: string) => Shared.UUID;
  /** From 1 on the client wants to be told where the stream ends. */
  readonly compatibility: number;
}

export type StreamRequest = Common & { readonly of: 'stream'; readonly stream: string; readonly from: From<number> };
export type AllRequest = Common & { readonly of: 'all'; readonly from: From<bigint>; readonly filter?: Filter };
export type ReadRequest = StreamRequest | AllRequest;

/** @throws Refusal for what no server takes */
export function readRequest(request: Streams.ReadReq): ReadRequest {
  const options = request.getOptions();
  if (!options?.hasUuidOption()) throw invalid("'uuidOption' is a required argument");
  const common: Common = {
    backwards: options.getReadDirection() === streams.ReadReq.Options.ReadDirection.BACKWARDS,
    // A client that wants all asks for more than a number holds.
    count: options.hasSubscription() ? undefined : Number(options.getCount()),
    resolveLinks: options.getResolveLinks(),
    uuid: options.getUuidOption()!.hasStructured() ? structuredUuid : stringUuid,
    compatibility: options.getControlOption()?.getCompatibility() ?? 0,
  };
  if (common.backwards && common.count === undefined) throw invalid('a subscription goes forwards');
  const stream = options.getStream();
  if (stream) {
    if (options.hasFilter()) throw invalid('a stream is not read with a filter');
    return {
      ...common,
      of: 'stream',
      stream: streamName(stream.getStreamIdentifier()),
      from: stream.hasRevision() ? Number(stream.getRevision()) : stream.hasEnd() ? 'end' : 'start',
    };
  }
  const all = options.getAll();
  if (!all) throw invalid('neither a stream nor $all is named');
  const filter = options.getFilter();
  return {
    ...common,
    of: 'all',
    from: all.hasPosition() ? BigInt(all.getPosition()!.getCommitPosition()) : all.hasEnd() ? 'end' : 'start',
    ...(filter ? { filter: filterOf(filter) } : {}),
  };
}

const invalid = (message: string): Refusal => new Refusal({ kind: 'invalid argument', message });
