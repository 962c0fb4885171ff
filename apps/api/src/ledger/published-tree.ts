import { parseCheckpoint, parseNote, type LedgerReader } from '#ledger';

/** The newest published checkpoint, read. */
export interface PublishedCheckpoint {
  /** Name of the log. */
  readonly origin: string;
  /** Leaves of the tree. */
  readonly size: number;
  /** Of the tree, base64. */
  readonly root: string;
  /** The signed note. */
  readonly note: string;
}

/** Milliseconds between looks at the newest checkpoint, which another node may have signed. */
const LOOK_EVERY = 1_000;

export function readCheckpoint(note: string): PublishedCheckpoint {
  const { origin, size, root } = parseCheckpoint(parseNote(note).text);
  return { origin, size, root: root.toString('base64'), note };
}

/** The newest published tree, in memory: every answer tells it. */
export class PublishedTree {
  private newest: PublishedCheckpoint | undefined;
  private readonly listeners = new Set<(checkpoint: PublishedCheckpoint) => void>();
  private readonly timer: NodeJS.Timeout;
  private looking: Promise<void> | undefined;

  constructor(
    private readonly reader: Pick<LedgerReader, 'checkpoint'>,
    every = LOOK_EVERY,
  ) {
    this.timer = setInterval(() => void this.look(), every).unref();
    void this.look();
  }

  current(): PublishedCheckpoint | undefined {
    return this.newest;
  }

  /** Told each checkpoint that is newer than the one before. @returns what ends it */
  onPublished(listener: (checkpoint: PublishedCheckpoint) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Looks at once. What cannot be read now is read later: health tells of the ledger's troubles. */
  look(): Promise<void> {
    this.looking ??= this.read()
      .catch(() => undefined)
      .finally(() => (this.looking = undefined));
    return this.looking;
  }

  close(): void {
    clearInterval(this.timer);
    this.listeners.clear();
  }

  private async read(): Promise<void> {
    const note = await this.reader.checkpoint();
    if (note === undefined || note === this.newest?.note) return;
    const checkpoint = readCheckpoint(note);
    if (checkpoint.size <= (this.newest?.size ?? 0)) return;
    this.newest = checkpoint;
    for (const listener of this.listeners) listener(checkpoint);
  }
}
