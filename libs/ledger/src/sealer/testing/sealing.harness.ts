import { entryHash, type Hash } from '../../merkle/hash.js';
import { plainRoot } from '../../merkle/testing/tree.builder.js';
import { leafOf } from '#catalogue';
import type { StoredEvent } from '#domain';
import { openCheckpoint } from '../../notes/checkpoint.js';
import { ed25519Signer } from '../../notes/signer.js';
import { MemoryDisk } from '../../files/testing/memory.disk.js';
import { MemoryHead } from '../../head/testing/memory.head.js';
import { CHECKPOINT } from '../../files/layout.js';
import { Sealer, type SealerOptions } from '../sealer.js';
import type { SealerStatus } from '../sealer.status.js';
import { MemoryLog } from './memory.log.js';

export const ORIGIN = 'example.org/log';
export const SIGNER = ed25519Signer(ORIGIN, Buffer.alloc(32, 9));

export const leavesOfEvents = (events: readonly StoredEvent[]): Hash[] =>
  events.map((event) => entryHash(Buffer.from(leafOf(event))));

/** Roots by size, computed from the events alone. */
export const rootsOf = (events: readonly StoredEvent[]) => {
  const leaves = leavesOfEvents(events);
  const roots = new Map<number, Hash>();
  return (size: number): Hash => {
    const root = roots.get(size) ?? plainRoot(leaves.slice(0, size));
    roots.set(size, root);
    return root;
  };
};

export interface SealingParts {
  readonly log: MemoryLog;
  readonly head: MemoryHead;
  readonly disk: MemoryDisk;
}

export const parts = (given: Partial<SealingParts> = {}): SealingParts => ({
  log: new MemoryLog(),
  head: new MemoryHead(),
  disk: new MemoryDisk(),
  ...given,
});

export class RunningSealer {
  readonly statuses: SealerStatus[] = [];
  readonly sealer: Sealer;
  private wake = () => {};

  constructor(options: Pick<SealerOptions, 'log' | 'head' | 'disk'> & Partial<SealerOptions>) {
    this.sealer = new Sealer({
      origin: ORIGIN,
      signers: [SIGNER],
      within: 20,
      retryAfter: 60_000,
      ...options,
      onStatus: (status) => {
        this.statuses.push(status);
        this.wake();
      },
    });
    this.sealer.start();
  }

  /** Waits for a status that is or comes; the test's own time limit is the only one. */
  async until(wanted: (status: SealerStatus) => boolean): Promise<SealerStatus> {
    for (;;) {
      const status = this.sealer.status();
      if (wanted(status)) return status;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  sealed(size: number): Promise<SealerStatus> {
    return this.until((status) => status.state === 'LIVE' && status.size >= size);
  }

  in(state: SealerStatus['state']): Promise<SealerStatus> {
    return this.until((status) => status.state === state);
  }

  stop(): Promise<void> {
    return this.sealer.stop();
  }
}

export type Tuning = Omit<Partial<SealerOptions>, 'log' | 'head' | 'disk'>;

/** Seals all that the log has, and stops. */
export async function sealAll({ log, head, disk }: SealingParts, options: Tuning = {}): Promise<void> {
  const running = new RunningSealer({ log, head, disk, ...options });
  await running.sealed(log.events.length);
  await running.stop();
}

export const publishedBy = (disk: MemoryDisk) => {
  const bytes = disk.files.get(CHECKPOINT)?.bytes;
  return bytes && openCheckpoint(bytes.toString('utf8'), [SIGNER.verifier]);
};
