import { FileLedgerReader, TimeStampFolder, TimeStamper } from '#ledger';
import { MemoryLog, storedEvents } from '../sealer/testing/memory.log.js';
import { parts, sealAll } from '../sealer/testing/sealing.harness.js';
import { opensslTsa } from './testing/openssl.tsa.js';

const DAY = 86_400_000;
const EVENTS = storedEvents(60);

describe('the checkpoint of the day', () => {
  let tsa: Awaited<ReturnType<typeof opensslTsa>>;
  beforeAll(async () => (tsa = await opensslTsa()));
  afterAll(() => tsa.close());
  beforeEach(() => {
    tsa.answer = tsa.reply;
    tsa.asked = 0;
  });

  async function stamping(events = EVENTS.slice(0, 20)) {
    const on = parts({ log: new MemoryLog([...events]) });
    if (events.length > 0) await sealAll(on);
    const reader = new FileLedgerReader(on.disk, on.head);
    const folder = new TimeStampFolder(on.disk);
    const clock = { now: Date.now() };
    const stamper = new TimeStamper({ url: tsa.url, reader, folder, now: () => clock.now });
    return { ...on, reader, folder, clock, look: () => stamper.look() };
  }

  it('is stamped by an authority, and OpenSSL verifies it', async () => {
    const { look, folder, reader } = await stamping();
    const { size, at } = (await look())!;
    expect(size).toBe(20);
    expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(DAY);
    expect(folder.list()).toEqual([{ size, at }]);
    const checkpoint = (await reader.checkpointAt(20))!;
    expect(tsa.verify(folder.read(20)!, checkpoint)).toContain('OK');
    expect(() => tsa.verify(folder.read(20)!, `${checkpoint}x`)).toThrow();
  });

  it('is stamped once a day, and only where there is a new one', async () => {
    const { look, folder, clock, log, ...on } = await stamping();
    await look();
    log.push(...EVENTS.slice(20, 40));
    await sealAll({ log, ...on });
    await expect(look()).resolves.toBeUndefined();
    clock.now += DAY;
    await expect(look()).resolves.toMatchObject({ size: 40 });
    clock.now += DAY;
    await expect(look()).resolves.toBeUndefined();
    expect(folder.list().map(({ size }) => size)).toEqual([20, 40]);
    expect(tsa.asked).toBe(2);
  });

  it('is not asked for before there is one', async () => {
    const { look } = await stamping([]);
    await expect(look()).resolves.toBeUndefined();
    expect(tsa.asked).toBe(0);
  });

  it.each([
    ['does not answer', () => undefined, /answers 503/],
    ['answers nonsense', () => Buffer.from('nonsense'), /no TimeStampResp/],
    ['refuses', () => tsa.reply(Buffer.from('30030201ff', 'hex')), /was granted: PKIStatus rejection/],
    ['sends without end', () => Buffer.alloc(100_000), /without end/],
  ])('is tried again where the authority %s', async (_, answer, message) => {
    const { look, folder } = await stamping();
    tsa.answer = answer;
    await expect(look()).rejects.toThrow(message);
    expect(folder.list()).toEqual([]);
    tsa.answer = tsa.reply;
    await expect(look()).resolves.toMatchObject({ size: 20 });
  });

  it('does not take a time stamp over something else, nor an old one over the same', async () => {
    const answers: Buffer[] = [];
    tsa.answer = (query) => {
      answers.push(tsa.reply(query));
      return answers.at(-1);
    };
    await (await stamping(EVENTS.slice(0, 10))).look();
    tsa.answer = () => answers[0];
    await expect((await stamping(EVENTS.slice(0, 10))).look()).rejects.toThrow(/nonce differs/);
    await expect((await stamping(EVENTS.slice(0, 11))).look()).rejects.toThrow(/over something else/);
  });
});
