import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXIT } from './exit-codes.js';

export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * A folder for its owner alone, which is gone when the work is done, or interrupted: what is copied there may be withheld
 * tomorrow, and nobody would look for it.
 */
export function temporaryFolder(name: string): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), `auditor-${name}-`));
  const erase = () => rmSync(path, { recursive: true, force: true });
  const interrupted = () => process.exit(EXIT.cannotTell);
  process.on('exit', erase);
  for (const signal of SIGNALS) process.on(signal, interrupted);
  return {
    path,
    remove() {
      process.off('exit', erase);
      for (const signal of SIGNALS) process.off(signal, interrupted);
      erase();
    },
  };
}
