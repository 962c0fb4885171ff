import { runVerifyBundle } from '#bundle';
import { SealedLog } from '../testing/bundle.builder.js';
import { Bundles } from '../testing/bundles.js';
import { caseLog, INCIDENT, type TestLog } from '../testing/test.log.js';

const compare = async (older: string, newer: string) => {
  const { report, exit } = await runVerifyBundle({ folder: older, newer, vkeys: [], checkpoints: [] });
  return { exit, report, newer: report.newer };
};

describe('an older bundle beside a newer one', () => {
  const bundles = new Bundles();
  let log: TestLog;
  beforeAll(async () => {
    log = caseLog(280);
    const sealed = await SealedLog.of(log);
    for (const scope of ['CASE', 'LOG'] as const) await sealed.export(bundles.in(`old ${scope}`), scope);
    await sealed.export(bundles.in('old receipt'), 'CASE', { receipt: true });
    // What the first receipt's tree is, a bundle made then has as its own.
    await sealed.export(bundles.in('met'), 'CASE');
    const title = log.events.find(({ stream, revision }) => stream === INCIDENT && revision === 1)!;
    log.withhold(title, '/data/title');
    log.erase(['nationality']);
    for (let n = 0; n < 300; n++) log.add(INCIDENT, 'IncidentRecorded', { data: { n } });
    await sealed.seal();
    for (const scope of ['CASE', 'LOG'] as const) await sealed.export(bundles.in(`new ${scope}`), scope);
  });
  afterAll(() => bundles.remove());

  it.each(['old CASE', 'old LOG'])('%s still holds, and is told what was erased and withheld since', async (old) => {
    for (const [newer, consistency] of [
      ['new LOG', 'PROVEN'],
      ['new CASE', 'NOT_PROVABLE'],
    ] as const) {
      const { exit, report, newer: told } = await compare(bundles.in(old), bundles.in(newer));
      expect({ exit, holds: report.holds }).toEqual({ exit: 0, holds: true });
      expect(told).toMatchObject({ consistency, size: 583, removedTotal: 2 });
      expect(told!.removed).toMatchObject([
        { kind: 'WITHHELD', index: 60, path: '/data/title', by: { index: 281 } },
        { kind: 'ERASED', index: 1, path: '/data/nationality', field: 'nationality', by: { index: 282 } },
      ]);
      expect(told!.common).toBe(old === 'old LOG' && newer === 'new LOG' ? 280 : 9);
    }
  });

  it('has nothing to be told where nothing was removed', async () => {
    const { newer } = await compare(bundles.in('old CASE'), bundles.in('old LOG'));
    expect(newer).toMatchObject({ consistency: 'PROVEN', removed: [], common: 9 });
  });

  it('is proven to be continued where its receipt’s tree is that of the newer one', async () => {
    const { newer } = await compare(bundles.in('old receipt'), bundles.in('met'));
    expect(newer).toMatchObject({ consistency: 'PROVEN' });
  });

  it('is contradicted by a bundle of a log that was rewritten', async () => {
    const rewritten = caseLog(280);
    rewritten.events[60] = { ...rewritten.events[60]!, recordedAt: '2026-01-03T13:00:00.000Z' };
    const sealed = await SealedLog.of(rewritten);
    rewritten.add(INCIDENT, 'IncidentRecorded');
    await sealed.seal();
    for (const scope of ['CASE', 'LOG'] as const) {
      await sealed.export(bundles.in(`forked ${scope}`), scope);
      const { exit, report } = await compare(bundles.in('old CASE'), bundles.in(`forked ${scope}`));
      expect(exit).toBe(1);
      const entries = report.findings.filter(({ index }) => index !== undefined);
      expect(entries).toMatchObject([{ kind: 'NEWER', file: 'data/entries.jsonl', index: 60 }]);
    }
  });

  it('is not compared with one that does not hold, nor with an older one', async () => {
    const attacker = bundles.copyOf('new CASE').edit('data/texts.jsonl', (text) => text.replace('Title', 'title'));
    const { exit, report } = await compare(bundles.in('old CASE'), attacker.folder);
    expect(exit).toBe(1);
    expect(report.findings).toMatchObject([{ kind: 'NEWER', message: expect.stringContaining('does not hold') }]);
    await expect(compare(bundles.in('new CASE'), bundles.in('old CASE'))).rejects.toThrow('the other one is the newer');
  });
});
