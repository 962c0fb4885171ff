import { proposed } from './append.handler.js';
import {
  batchAppended,
  batchRefused,
  batchWrongExpectedVersion,
  streamIdentifier,
  streamName,
  uuidText,
} from './answers.js';
import type { Expectation } from './expectation.js';
import { Ended, Silenced, type Line } from './faults.js';
import { lineOf } from './line.js';
import type { Node } from './node.js';
import type { Grpc, Streams } from './protocol.js';
import type { NewRecord } from './record.js';
import { Refusal, toBatchStatus, toStatus } from './refusal.js';

type BatchCall = Grpc.ServerDuplexStream<Streams.BatchAppendReq, Streams.BatchAppendResp>;

interface Batch {
  readonly stream: string;
  readonly expected: Expectation;
  /** Milliseconds since the Unix epoch, from the client's clock. */
  readonly until: number;
  readonly records: NewRecord[];
}

/**
 * `Streams.BatchAppend`: many appends over one call, each told apart by its correlation id. Every answer carries that
 * and the stream; the call is ended only after the client ended it.
 */
export const batchAppendHandler =
  (node: Node) =>
  (call: BatchCall): void => {
    const line = lineOf('batchAppend', call);
    const batches = new Map<string, Batch>();
    let pending = 0;
    let closing = false;
    const settle = (): void => {
      if (closing && pending === 0) call.end();
    };

    const answerOf = async (batch: Batch): Promise<Streams.BatchAppendResp> => {
      await node.faults.reached(line, 'arrival');
      if (batch.until <= Date.now()) throw new Refusal({ kind: 'timeout' });
      node.weigh(batch.records);
      await node.faults.reached(line, 'before commit');
      const outcome = node.log.append(batch.stream, batch.expected, batch.records);
      await node.faults.reached(line, 'after commit');
      return outcome.kind === 'wrong expectation'
        ? batchWrongExpectedVersion(batch.expected, outcome.current)
        : batchAppended(outcome.last);
    };

    const take = async (request: Streams.BatchAppendReq): Promise<void> => {
      const id = uuidText(request.getCorrelationId());
      const options = request.getOptions();
      if (options) batches.set(id, begun(options));
      const batch = batches.get(id);
      if (!batch) return;
      const answer = (response: Streams.BatchAppendResp): void => {
        response.setCorrelationId(request.getCorrelationId());
        response.setStreamIdentifier(streamIdentifier(batch.stream));
        if (!line.signal.aborted) call.write(response);
      };
      try {
        node.admit(call.metadata, 'writes');
        batch.records.push(...request.getProposedMessagesList().map(proposed));
        if (!request.getIsFinal()) return;
        batches.delete(id);
        answer(await answerOf(batch));
      } catch (error) {
        batches.delete(id);
        failed(call, line, error, answer);
      }
    };

    call.on('data', (request: Streams.BatchAppendReq) => {
      pending++;
      void take(request).finally(() => {
        pending--;
        settle();
      });
    });
    call.on('end', () => {
      closing = true;
      settle();
    });
    call.on('error', () => undefined);
  };

function failed(
  call: BatchCall,
  line: Line,
  error: unknown,
  answer: (response: Streams.BatchAppendResp) => void,
): void {
  if (error instanceof Silenced || line.signal.aborted) return;
  if (error instanceof Ended) return void call.end();
  const reason =
    error instanceof Refusal ? error.reason : ({ kind: 'invalid argument', message: String(error) } as const);
  const status = toBatchStatus(reason);
  if (status) answer(batchRefused(status));
  else call.emit('error', toStatus(reason));
}

function begun(options: Streams.BatchAppendReq.Options): Batch {
  const duration = options.getDeadline();
  return {
    stream: streamName(options.getStreamIdentifier()),
    expected: options.hasStreamPosition()
      ? Number(options.getStreamPosition())
      : options.hasNoStream()
        ? 'no stream'
        : options.hasStreamExists()
          ? 'stream exists'
          : 'any',
    until: duration
      ? Date.now() + duration.getSeconds() * 1_000 + duration.getNanos() / 1e6
      : (options.getDeadline21100()?.toDate().getTime() ?? Infinity),
    records: [],
  };
}
