import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyBundle } from '#bundle';
import { SealedLog } from '../testing/bundle.builder.js';
import { caseLog } from '../testing/test.log.js';

describe('an honest bundle', () => {
  let place: string;
  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), 'bundle-'));
  });
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  it.each(['CASE', 'LOG'] as const)('of scope %s holds', async (scope) => {
    const sealed = await SealedLog.of(caseLog());
    await sealed.export(join(place, scope), scope, { receipt: true });
    const { report } = await verifyBundle(join(place, scope));
    expect(report).toMatchObject({ findings: [], undecided: [], holds: true, size: 300 });
  });
});
