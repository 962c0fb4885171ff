import { dialectOf, type Dialect } from './dialect.js';
import type { DoubleLog } from './double-log.js';
import type { Faults } from './faults.js';
import type { Grpc } from './protocol.js';
import type { NewRecord } from './record.js';
import { Refusal } from './refusal.js';

export interface Member {
  readonly host: string;
  readonly port: number;
  readonly role: 'leader' | 'follower';
  readonly alive: boolean;
}

export interface NodeSettings {
  readonly log: DoubleLog;
  readonly faults: Faults;
  /** As the server writes it: `23.10.0`. */
  readonly version: string;
  readonly batchAppend: boolean;
  readonly credentials?: { readonly username: string; readonly password: string };
  /** Bytes that the events of one append may have. */
  readonly maxAppendSize: number;
  /** This node among the others. */
  readonly self: () => Member;
  readonly members: () => readonly Member[];
}

/** What the handlers of all calls share. */
export class Node {
  readonly log: DoubleLog;
  readonly faults: Faults;
  readonly version: string;
  readonly batchAppend: boolean;
  readonly dialect: Dialect;

  constructor(private readonly settings: NodeSettings) {
    ({ log: this.log, faults: this.faults, version: this.version, batchAppend: this.batchAppend } = settings);
    this.dialect = dialectOf(settings.version);
  }

  members(): readonly Member[] {
    return this.settings.members();
  }

  /**
   * A follower passes writes on to the leader, unless the client insists on speaking to the leader itself.
   *
   * @throws Refusal of who may not, and of what cannot be done without a leader
   */
  admit(metadata: Grpc.Metadata, does: 'reads' | 'writes'): void {
    this.authenticate(metadata.get('authorization')[0]);
    if (this.settings.self().role === 'leader') return;
    const leader = this.members().find(({ role, alive }) => role === 'leader' && alive);
    const insists = metadata.get('requires-leader')[0] === 'true';
    if (leader && insists) throw new Refusal({ kind: 'not leader', host: leader.host, port: leader.port });
    if (!leader && (insists || does === 'writes')) throw new Refusal({ kind: 'not ready' });
  }

  private authenticate(given: Grpc.MetadataValue | undefined): void {
    const { credentials } = this.settings;
    if (!credentials) return;
    if (given === undefined) throw new Refusal({ kind: 'access denied' });
    const { username, password } = credentials;
    const right = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
    if (given !== right) throw new Refusal({ kind: 'unauthenticated' });
  }

  /** @throws Refusal of an append that is larger than the server takes */
  weigh(records: readonly NewRecord[]): void {
    const size = records.reduce(
      (sum, { data, metadata, type }) => sum + data.length + metadata.length + type.length,
      0,
    );
    if (size > this.settings.maxAppendSize)
      throw new Refusal({ kind: 'append too large', limit: this.settings.maxAppendSize });
  }
}
