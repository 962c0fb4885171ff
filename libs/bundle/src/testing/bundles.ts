import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyBundle, type VerifyBundleOptions } from '#bundle';
import { Attacker } from './attacker.js';

/** A folder for the bundles of one file of tests. */
export class Bundles {
  readonly place = mkdtempSync(join(tmpdir(), 'bundle-'));
  private copies = 0;

  in(name: string): string {
    return join(this.place, name);
  }

  /** A copy of a bundle, to spoil. */
  copyOf(name: string): Attacker {
    return Attacker.with(this.in(name), this.in(`copy-${this.copies++}`));
  }

  remove(): void {
    rmSync(this.place, { recursive: true, force: true });
  }
}

/** What is found, as `KIND file index path`. */
export async function found(folder: string, options?: VerifyBundleOptions): Promise<string[]> {
  const { report } = await verifyBundle(folder, options);
  expect(report.holds).toBe(report.findings.length === 0 && report.undecided.length === 0);
  for (const { file, message } of report.findings) expect(message).toContain(file);
  return report.findings.map(({ kind, file, index, path }) =>
    [kind, file, index, path].filter((part) => part !== undefined).join(' '),
  );
}
