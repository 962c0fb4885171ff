import { UnreadableEventError } from '#catalogue/form';
import type { EventStore, StorePosition } from '#event-store';
import { type LeafPage, packLeaves } from '../leaf.page.js';
import type { ReadAhead, Reading } from '../reading.port.js';

/** Does on this thread what another one would do, so that a test knows when it takes over, and where it fails. */
export class ReadingHere implements ReadAhead {
  /** Pages that were asked for. */
  pages = 0;
  /** Of those that were started. */
  running = 0;

  constructor(
    private readonly log: Pick<EventStore, 'texts'>,
    readonly worthwhile = 20,
    /** Pages after which it cannot go on. */
    private readonly most = Infinity,
  ) {}

  start(checkTexts: boolean): Reading {
    this.running += 1;
    return {
      isReady: true,
      pages: (after) => this.read(after, checkTexts),
      stop: async () => {
        this.running -= 1;
      },
    };
  }

  private async *read(after: StorePosition, checkTexts: boolean): AsyncGenerator<LeafPage, undefined> {
    for await (const texts of this.log.texts!.readAll({ after })) {
      if (this.pages === this.most) return;
      this.pages += 1;
      const page = pageOf(texts, checkTexts);
      if (!page) return;
      yield structuredClone(page);
    }
  }
}

/** Undefined where a thread would end by an error. */
function pageOf(texts: Parameters<typeof packLeaves>[0], checkTexts: boolean): LeafPage | undefined {
  try {
    return packLeaves(texts, checkTexts);
  } catch (error) {
    if (error instanceof UnreadableEventError) return undefined;
    throw error;
  }
}
