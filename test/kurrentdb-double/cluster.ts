import type { DoubleOptions } from './double.js';
import { connectionString, InProcessDouble, logOf, type Cluster } from './in-process-double.js';

/**
 * Several doubles on one log, one of which leads. The others refuse what requires a leader and name it; a node that
 * is down has no say in who leads, that is for the test to decide.
 */
export class DoubleCluster implements Cluster {
  readonly log;
  readonly nodes: readonly InProcessDouble[];
  private leading = 0;

  constructor(
    private readonly options: DoubleOptions,
    size: number,
  ) {
    this.log = logOf(options);
    this.nodes = Array.from({ length: size }, () => new InProcessDouble({ ...options, port: 0 }, this));
  }

  async start(): Promise<this> {
    await Promise.all(this.nodes.map((node) => node.start()));
    return this;
  }

  /** All nodes, for a client that asks them who leads. */
  get connectionString(): string {
    return connectionString(
      this.nodes.map(({ port }) => port),
      this.options,
    );
  }

  get leader(): InProcessDouble {
    return this.nodes[this.leading]!;
  }

  /** As after an election. */
  elect(node: InProcessDouble): void {
    this.leading = this.nodes.indexOf(node);
  }

  roleOf(node: InProcessDouble): 'leader' | 'follower' {
    return node === this.leader ? 'leader' : 'follower';
  }

  members() {
    return this.nodes.map(({ member }) => member);
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.stop()));
  }
}
