import { requireGrowth, type HeadStore, type SealedHead, type SigningKey } from '../head.port.js';

/** A head in memory, for tests; several sealers may share it. */
export class MemoryHead implements HeadStore {
  readonly where = 'memory';
  readonly sealed: SealedHead[] = [];
  private held: { readonly node: string; readonly until: number } | undefined;
  private readonly used = new Map<string, SigningKey>();
  /** Called before a move is made, and after it: a test fails or delays it there. */
  onAdvance: (when: 'before' | 'after') => void | Promise<void> = () => {};

  async current(): Promise<SealedHead | undefined> {
    return this.sealed.at(-1);
  }

  async advance(from: number, to: SealedHead, vkeys: readonly string[]): Promise<boolean> {
    requireGrowth(from, to);
    await this.onAdvance('before');
    if ((this.sealed.at(-1)?.size ?? 0) !== from) return false;
    this.sealed.push(to);
    for (const vkey of vkeys)
      this.used.set(vkey, { vkey, firstSize: this.used.get(vkey)?.firstSize ?? to.size, lastSize: to.size });
    await this.onAdvance('after');
    return true;
  }

  async lease(node: string, milliseconds: number): Promise<string> {
    if (this.held && this.held.node !== node && this.held.until > performance.now()) return this.held.node;
    this.held = { node, until: performance.now() + milliseconds };
    return node;
  }

  async release(node: string): Promise<void> {
    if (this.held?.node === node) this.held = undefined;
  }

  async sealer(): Promise<string | undefined> {
    return this.held && this.held.until > performance.now() ? this.held.node : undefined;
  }

  async at(size: number): Promise<SealedHead | undefined> {
    return this.sealed.find((head) => head.size === size);
  }

  async list({ after, limit }: { readonly after: number; readonly limit: number }): Promise<readonly SealedHead[]> {
    return this.sealed.filter(({ size }) => size > after).slice(0, limit);
  }

  async keys(): Promise<readonly SigningKey[]> {
    return [...this.used.values()];
  }

  async close(): Promise<void> {}
}
