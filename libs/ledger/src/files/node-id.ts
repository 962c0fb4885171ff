import { randomUUID } from 'node:crypto';
import type { Disk } from './disk.port.js';
import { NODE } from './layout.js';

/**
 * By which nodes that share a head tell each other apart. Kept with the folder, so that a node that was killed goes on
 * with its own lease; it says nothing of the machine.
 */
export function nodeId(disk: Disk): string {
  const size = disk.size(NODE);
  const kept = size === 0 ? '' : disk.read(NODE, 0, size).toString('utf8').trim();
  if (/^[0-9a-f-]{36}$/.test(kept)) return kept;
  const id: string = randomUUID();
  disk.replace(NODE, Buffer.from(`${id}\n`));
  return id;
}
