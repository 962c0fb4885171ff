import type { LogTexts, RecordedText } from '#event-store';
import { FileLedgerReader, verifyLedger } from '#ledger';
import { MemoryLog, storedEvents } from '../sealer/testing/memory.log.js';
import { parts, publishedBy, rootsOf, sealAll } from '../sealer/testing/sealing.harness.js';

const COUNT = 300;

/** The same events in another form of text. */
function reformed(texts: LogTexts, form: (text: RecordedText) => RecordedText): LogTexts {
  return {
    follow: (...args) => texts.follow(...args),
    readAll: async function* (...args) {
      for await (const page of texts.readAll(...args)) yield page.map(form);
    },
  };
}

const indented = (text: string): string => JSON.stringify(JSON.parse(text), null, 1);

describe('leaves of a log', () => {
  it.each(['keeps text', 'keeps none'])('are the same, and compared the same, where it %s', async (what) => {
    const events = storedEvents(COUNT);
    const log = new MemoryLog(events);
    if (what === 'keeps none') log.texts = undefined;
    const on = parts({ log });
    await sealAll(on);
    expect(publishedBy(on.disk)).toMatchObject({ size: COUNT, root: rootsOf(events)(COUNT) });
    const verify = async () => {
      const { findings } = await verifyLedger(new FileLedgerReader(on.disk, on.head), { log });
      return findings.map(({ kind, eventId }) => `${kind} ${eventId}`);
    };
    expect(await verify()).toEqual([]);
    log.events[7] = { ...events[7]!, data: { ...events[7]!.data, summary: 'Nothing happened.' } };
    log.events[8] = { ...events[8]!, occurred: { ...events[8]!.occurred, edtf: '2025' } };
    expect(await verify()).toEqual([`TEXT ${events[7]!.id}`, `CHANGED ${events[8]!.id}`]);
  });

  it('are those of the events where the text was written by another tool, with white space', async () => {
    const log = new MemoryLog(storedEvents(COUNT));
    const on = parts({ log });
    await sealAll(on);
    const another = (text: RecordedText) => ({ ...text, metadata: indented(text.metadata), data: indented(text.data) });
    log.texts = reformed(log.texts!, another);
    const report = await verifyLedger(new FileLedgerReader(on.disk, on.head), { log });
    expect(report).toMatchObject({ holds: true, size: COUNT, findings: [] });
  });
});
