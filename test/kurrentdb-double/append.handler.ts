import { setImmediate as macrotask } from 'node:timers/promises';
import { appended, streamName, uuidText, wrongExpectedVersion } from './answers.js';
import type { Expectation } from './expectation.js';
import { Silenced, type Line } from './faults.js';
import { conduct, lineOf, unaryEndings } from './line.js';
import type { Grpc, Streams } from './protocol.js';
import type { NewRecord } from './record.js';
import { Refusal } from './refusal.js';
import type { Node } from './node.js';

type AppendCall = Grpc.ServerReadableStream<Streams.AppendReq, Streams.AppendResp>;

/** `Streams.Append`: the options first, then one message for each event. */
export const appendHandler =
  (node: Node) =>
  (call: AppendCall, answer: Grpc.sendUnaryData<Streams.AppendResp>): void => {
    const line = lineOf('append', call);
    void conduct(line, unaryEndings(answer), async () => {
      node.admit(call.metadata, 'writes');
      const { stream, expected, records } = await received(call);
      await requireWhole(line);
      await node.faults.reached(line, 'arrival');
      node.weigh(records);
      await node.faults.reached(line, 'before commit');
      const outcome = node.log.append(stream, expected, records);
      await node.faults.reached(line, 'after commit');
      if (line.signal.aborted) return;
      answer(
        null,
        outcome.kind === 'wrong expectation' ? wrongExpectedVersion(expected, outcome.current) : appended(outcome.last),
      );
    });
  };

/** A connection that breaks looks like the end of what was sent, until it is known to be gone a moment later. */
async function requireWhole({ signal }: Line): Promise<void> {
  await macrotask();
  if (signal.aborted) throw new Silenced();
}

async function received(call: AppendCall) {
  const records: NewRecord[] = [];
  let options: Streams.AppendReq.Options | undefined;
  for await (const message of call as AsyncIterable<Streams.AppendReq>) {
    if (message.hasOptions()) options = message.getOptions();
    else records.push(proposed(message.getProposedMessage()!));
  }
  if (!options) throw new Refusal({ kind: 'invalid argument', message: 'an append begins with its options' });
  const expected: Expectation = options.hasRevision()
    ? Number(options.getRevision())
    : options.hasNoStream()
      ? 'no stream'
      : options.hasStreamExists()
        ? 'stream exists'
        : 'any';
  return { stream: streamName(options.getStreamIdentifier()), expected, records };
}

type Proposed = Streams.AppendReq.ProposedMessage | Streams.BatchAppendReq.ProposedMessage;

/** @throws Refusal where a property is missing that the server requires */
export function proposed(message: Proposed): NewRecord {
  const properties = message.getMetadataMap();
  const type = properties.get('type');
  const contentType = properties.get('content-type');
  if (type === undefined || contentType === undefined)
    throw new Refusal({
      kind: 'invalid argument',
      message: "Required Metadata Property 'type' or 'content-type' is missing",
    });
  return {
    id: uuidText(message.getId()),
    type,
    json: contentType === 'application/json',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}
