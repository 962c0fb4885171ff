import { type OpeningSource, FileLedgerReader, openingsOf, parseOpening, formatOpening, verifyLedger } from '#ledger';
import { withoutTexts } from '#catalogue';
import type { JsonObject, StoredEvent } from '#domain';
import { MemoryLog, storedEvent, storedEvents } from '../sealer/testing/memory.log.js';
import { parts, sealAll } from '../sealer/testing/sealing.harness.js';
import { composeText } from '../sealer/testing/text.js';

const COUNT = 300;
const id = (n: number) => storedEvent(n).id;
const TITLE = '/data/summary';

const withholding = (n: number, entry: number): StoredEvent => {
  const own = id(n);
  return storedEvent(n, {
    type: 'TextWithheld',
    stream: 'log',
    revision: 0,
    ...composeText(own, { entry: id(entry), path: TITLE }, '/data'),
  });
};

/** What a server would tell: of the events as they are now. */
class ServedTexts implements OpeningSource {
  readonly gone = new Map<string, string>();
  onBundle: (bundle: number) => void | Promise<void> = () => {};
  constructor(private readonly log: MemoryLog) {}

  async *openings(bundle: number, width: number) {
    await this.onBundle(bundle);
    for (let index = bundle * 256; index < bundle * 256 + width; index++) {
      const event = this.log.events[index]!;
      const gone = this.gone.get(event.id);
      const shown = gone === undefined ? event : withoutTexts(event, [gone]);
      // As it comes over the network.
      for (const opening of openingsOf(index, shown)) yield parseOpening(formatOpening(opening).trimEnd());
    }
  }
}

async function sealed(events = storedEvents(COUNT)) {
  const on = parts({ log: new MemoryLog(events) });
  await sealAll(on, { batch: 150 });
  const served = new ServedTexts(on.log);
  const reader = new FileLedgerReader(on.disk, on.head);
  const find = async (patience = 0) => {
    const report = await verifyLedger(reader, { openings: served, patience });
    return { ...report, kinds: report.findings.map(({ kind, eventId, index }) => `${kind} ${eventId ?? index}`) };
  };
  return { ...on, served, find };
}

describe('the openings beside the entries', () => {
  it('are each compared with what its entry commits to', async () => {
    const { find } = await sealed();
    await expect(find()).resolves.toMatchObject({ holds: true, kinds: [], opened: COUNT });
  });

  it('show a title that was edited, and nothing of it in what is told', async () => {
    const { log, find } = await sealed();
    log.events[270] = {
      ...log.events[270]!,
      data: { ...log.events[270]!.data, summary: 'Nothing happened' } as JsonObject,
    };
    const { kinds, findings } = await find();
    expect(kinds).toEqual([`TEXT ${id(270)}`]);
    expect(JSON.stringify(findings)).not.toContain('Nothing happened');
  });

  it('are missing where TextWithheld names the text, and nowhere else', async () => {
    const { served, find } = await sealed([...storedEvents(COUNT), withholding(COUNT, 20)]);
    served.gone.set(id(20), TITLE);
    await expect(find()).resolves.toMatchObject({ holds: true, kinds: [] });
    served.gone.set(id(21), TITLE);
    await expect(find()).resolves.toMatchObject({ holds: false, kinds: [`TEXT ${id(21)}`] });
  });

  it('are missing without a finding where the text is withheld while they are read', async () => {
    const on = await sealed();
    on.served.onBundle = async (bundle) => {
      if (bundle !== 1 || on.log.events.length > COUNT) return;
      on.served.gone.set(id(280), TITLE);
      on.log.push(withholding(COUNT, 280), storedEvent(COUNT + 1));
      await sealAll(on);
    };
    await expect(on.find(10_000)).resolves.toMatchObject({ holds: true, kinds: [], size: COUNT });
  });

  it('do not count a TextWithheld that is not the one that was sealed', async () => {
    const { log, served, find } = await sealed([...storedEvents(COUNT), withholding(COUNT, 20)]);
    served.gone.set(id(21), TITLE);
    served.gone.set(id(20), TITLE);
    log.events[COUNT] = { ...log.events[COUNT]!, data: { entry: id(21), path: TITLE } };
    const { kinds } = await find();
    expect(kinds.sort()).toEqual([`TEXT ${id(20)}`, `TEXT ${id(21)}`, `TEXT ${id(COUNT)}`].sort());
  });

  it('may not hold what no entry commits to, nor the same text twice', async () => {
    const { served, find } = await sealed();
    const honest = served.openings.bind(served);
    served.openings = async function* (bundle, width) {
      for await (const opening of honest(bundle, width)) {
        yield opening;
        if (opening.index === 7) yield opening;
      }
    };
    await expect(find()).resolves.toMatchObject({ kinds: ['TEXT 7'], opened: COUNT });
  });

  it('of actors are not asked for', async () => {
    const actor = storedEvent(COUNT, { stream: 'actor-6f9619ff-8b86-4011-b42d-00c04fc964ff', revision: 0 });
    expect([...openingsOf(COUNT, actor)]).toEqual([]);
    const { find } = await sealed([...storedEvents(COUNT), actor]);
    await expect(find()).resolves.toMatchObject({ holds: true, opened: COUNT });
  });
});
