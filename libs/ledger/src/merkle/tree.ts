import { joinHashes } from './frontier.js';
import type { Hash } from './hash.js';
import { consistencyRanges, inclusionRanges, nodesOf, type Node, type Range } from './shape.js';
import { nodeIn, TILE_HEIGHT, tileIn, tilePartOf, type TileRef } from './tile.js';

/** Where tiles come from: files, a server, an archive. */
export interface TileSource {
  /** Exactly `width` hashes of 32 bytes; rejects where it has no such tile. */
  tile(ref: TileRef): Promise<Uint8Array>;
}

/**
 * Hashes above the tiles of leaves, kept for the next proof: a complete subtree never changes. At 2^16 of them a tree of
 * eight million leaves has all of them in memory; a larger one forgets the oldest.
 */
export class NodeCache {
  private readonly hashes = new Map<string, Promise<Hash>>();

  get(key: string): Promise<Hash> | undefined {
    return this.hashes.get(key);
  }

  keep(key: string, hash: Promise<Hash>): void {
    if (this.hashes.size >= 2 ** 16) this.hashes.delete(this.hashes.keys().next().value!);
    this.hashes.set(key, hash);
    // What could not be read is asked for again.
    hash.catch(() => this.hashes.delete(key));
  }
}

/** A tree of a given size, read from its tiles; each tile is asked for once, each node computed once. */
export class TiledTree {
  private readonly tiles = new Map<string, Promise<Uint8Array>>();
  private readonly nodes = new Map<string, Promise<Hash>>();

  constructor(
    private readonly source: TileSource,
    readonly size: number,
    /** Of the same ledger. */
    private readonly cache?: NodeCache,
  ) {}

  root(): Promise<Hash> {
    return this.hashOf({ from: 0, to: this.size });
  }

  leaf(index: number): Promise<Hash> {
    return this.node({ level: 0, index });
  }

  /** RFC 6962 §2.1.1, from the leaf's sibling up. */
  inclusionProof(index: number): Promise<Hash[]> {
    return this.hashesOf(inclusionRanges(index, this.size));
  }

  /** RFC 6962 §2.1.2, from an older size to this one. */
  consistencyProof(oldSize: number): Promise<Hash[]> {
    return this.hashesOf(consistencyRanges(oldSize, this.size).ranges);
  }

  /** Hashes of the complete subtrees at the tree's edge, as `Frontier.of` takes them. */
  edge(): Promise<Hash[]> {
    return Promise.all(nodesOf({ from: 0, to: this.size }).map((node) => this.node(node)));
  }

  private hashesOf(ranges: readonly Range[]): Promise<Hash[]> {
    return Promise.all(ranges.map((range) => this.hashOf(range)));
  }

  private async hashOf(range: Range): Promise<Hash> {
    return joinHashes(await Promise.all(nodesOf(range).map((node) => this.node(node))));
  }

  private node(node: Node): Promise<Hash> {
    const key = `${node.level}/${node.index}`;
    const known = this.nodes.get(key) ?? this.cache?.get(key);
    if (known) return known;
    const hash = this.computeNode(node);
    this.nodes.set(key, hash);
    if (node.level >= TILE_HEIGHT) this.cache?.keep(key, hash);
    return hash;
  }

  private async computeNode(node: Node): Promise<Hash> {
    const { level, index, offset, count } = tilePartOf(node);
    const ref = tileIn(this.size, level, index);
    if (!ref) throw new RangeError(`a tree of ${this.size} has no tile ${index} at level ${level}`);
    return nodeIn(await this.tile(ref), offset, count);
  }

  private tile(ref: TileRef): Promise<Uint8Array> {
    const key = `${ref.level}/${ref.index}`;
    const tile = this.tiles.get(key) ?? this.source.tile(ref);
    this.tiles.set(key, tile);
    return tile;
  }
}
