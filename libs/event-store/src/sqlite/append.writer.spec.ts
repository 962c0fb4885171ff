import { prepareBatch } from '../admission.js';
import { newEvent, newStream } from '#event-store/contract';
import { appendRequest } from './append.request.js';
import { AppendWriter } from './append.writer.js';
import { CRASH } from './testing/crashing.handler.js';
import { TemporaryLog } from './testing/temporary-log.js';

describe('the writer thread of the log', () => {
  let log: TemporaryLog;
  let writer: AppendWriter;
  beforeEach(async () => {
    log = new TemporaryLog();
    const handler = new URL('./testing/crashing.handler.js', import.meta.url);
    writer = await AppendWriter.open(log.file, { file: log.file, clockOffset: 0 }, handler);
  });
  afterEach(async () => {
    await writer.close();
    await log.dispose();
  });

  function append(type: string, stream = newStream()) {
    return writer.write(appendRequest(stream, 'no-stream', prepareBatch(stream, [newEvent({ type })])));
  }

  it('is replaced at the next append after it has crashed; what was under way is not there', async () => {
    await append('Before');
    const stream = newStream();
    await expect(append(CRASH, stream)).rejects.toMatchObject({ name: 'LogUnavailableError', where: log.file });
    await expect(append('After', stream)).resolves.toEqual([2, 0, expect.any(String)]);
    const store = await log.open({ readOnly: true });
    const types = [];
    for await (const { type } of store.readAll()) types.push(type);
    expect(types).toEqual(['Before', 'After']);
  });

  it('is replaced once for all who were waiting', async () => {
    await append(CRASH).catch(() => undefined);
    const answers = await Promise.all(Array.from({ length: 64 }, () => append('After')));
    expect(answers).toHaveLength(64);
    expect(writer.counters).toMatchObject({ requests: 64 });
  });

  it('goes on counting when it is replaced', async () => {
    await append('Before');
    await append(CRASH).catch(() => undefined);
    await append('After');
    expect(writer.counters).toEqual({ commits: 2, requests: 2 });
  });
});
