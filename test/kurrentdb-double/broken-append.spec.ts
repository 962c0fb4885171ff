import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { streamIdentifier } from './answers.js';
import { startDouble } from './index.js';
import { grpc, shared, streams, streamsService, type Streams } from './protocol.js';

function begin(stream: string): Streams.AppendReq {
  const options = new streams.AppendReq.Options();
  options.setStreamIdentifier(streamIdentifier(stream));
  options.setNoStream(new shared.Empty());
  const request = new streams.AppendReq();
  request.setOptions(options);
  return request;
}

function propose(): Streams.AppendReq {
  const id = new shared.UUID();
  id.setString(randomUUID());
  const message = new streams.AppendReq.ProposedMessage();
  message.setId(id);
  message.getMetadataMap().set('type', 'Happened').set('content-type', 'application/json');
  message.setData(Buffer.from('{}'));
  const request = new streams.AppendReq();
  request.setProposedMessage(message);
  return request;
}

describe('an append whose connection breaks', () => {
  it('before all of it has come leaves nothing behind', async () => {
    const double = await startDouble({ batchAppend: false });
    const client = new grpc.Client(`127.0.0.1:${double.port}`, grpc.credentials.createInsecure());
    try {
      const { path, requestSerialize, responseDeserialize } = streamsService.append;
      const broken = new Promise((resolve) => {
        const call = client.makeClientStreamRequest(path, requestSerialize, responseDeserialize, resolve);
        call.write(begin('incident-1'));
        call.write(propose(), () => void sleep(100).then(() => double.crash()));
      });
      expect(await broken).toMatchObject({ code: grpc.status.UNAVAILABLE });
      await sleep(50);
      expect((await double.records()).filter(({ stream }) => stream === 'incident-1')).toEqual([]);
    } finally {
      client.close();
      await double.stop();
    }
  });
});
