import { Field, ID, ObjectType } from '@nestjs/graphql';
import { SafeInt } from '../common/scalars.js';
import { enumType } from '../../graphql/choice-enum.js';

@ObjectType({ description: 'A signed statement of what the ledger held: C2SP tlog-checkpoint.' })
export class LedgerCheckpoint {
  @Field(() => String, { description: 'Name of the log, which its keys have too.' })
  readonly origin!: string;

  @Field(() => SafeInt, { description: 'How many entries its tree has: those of the indices before this number.' })
  readonly size!: number;

  @Field(() => String, { description: 'Root of the tree, base64 (RFC 6962 §2.1).' })
  readonly root!: string;

  @Field(() => String, { description: 'The signed note itself (C2SP signed-note), to be kept as it is.' })
  readonly note!: string;
}

@ObjectType({ description: 'That an entry is in the tree of a checkpoint.' })
export class EventProof {
  @Field(() => SafeInt, { description: 'Index of the entry.' })
  readonly index!: number;

  @Field(() => [String], { description: 'The hashes beside the way up to the root, base64 (RFC 6962 §2.1.1).' })
  readonly hashes!: readonly string[];

  @Field(() => LedgerCheckpoint, { description: 'The checkpoint whose root they lead to.' })
  readonly checkpoint!: LedgerCheckpoint;

  @Field(() => String, {
    description: 'All of it as one text (C2SP tlog-proof), to be kept beside the entry and checked without a network.',
  })
  readonly text!: string;
}

@ObjectType({ description: 'That a later tree begins with an earlier one.' })
export class TreeConsistency {
  @Field(() => SafeInt, { description: 'Size of the earlier tree.' })
  readonly from!: number;

  @Field(() => SafeInt, { description: 'Size of the later tree.' })
  readonly to!: number;

  @Field(() => [String], { description: 'The hashes of RFC 6962 §2.1.2, base64.' })
  readonly hashes!: readonly string[];
}

export const LedgerStateEnum = enumType(
  'LedgerState',
  {
    OFF: 'This server keeps no ledger.',
    CHECKING: 'What is on disk is compared with what was signed.',
    CATCHING_UP: 'It seals what was recorded before.',
    LIVE: 'It seals what is recorded, within seconds.',
    BEHIND: 'The log ends before the ledger does: nothing is sealed until it holds again what was sealed.',
    WAITING: 'It seals what is recorded; the newest checkpoint waits for the cosignatures of witnesses.',
    RETRYING: 'The disk, the head or the log is away; it is tried again.',
    ALARM: 'The log or the files are not what was sealed: sealing has stopped until a person has looked at it.',
    STOPPED: 'The server stops.',
  },
  'How the sealing of the log fares.',
);

@ObjectType({ description: 'A key that has signed checkpoints.' })
export class LedgerKey {
  @Field(() => String, { description: 'C2SP vkey: name, key id and public key.' })
  readonly vkey!: string;

  @Field(() => SafeInt, { description: 'Size of the first tree that it signed.' })
  readonly firstSize!: number;

  @Field(() => SafeInt, { description: 'Size of the last tree that it signed.' })
  readonly lastSize!: number;
}

@ObjectType({ description: 'How the ledger fares.' })
export class LedgerStatus {
  @Field(() => LedgerStateEnum, { description: 'Whether it seals.' })
  readonly state!: string;

  @Field(() => SafeInt, { nullable: true, description: 'How many entries the newest published checkpoint covers.' })
  readonly size!: number | null;

  @Field(() => SafeInt, {
    description: 'How many entries are on record and not covered yet: some seconds of recording, where all is well.',
  })
  readonly unsealed!: number;

  @Field(() => String, { nullable: true, description: 'What is wrong, in words.' })
  readonly problem!: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Of nodes that share a ledger, the one that signs, when this one last looked: an opaque id. null: none does.',
  })
  readonly sealer!: string | null;

  @Field(() => ID, { nullable: true, description: 'The opaque id of the node that answers; null before it has one.' })
  readonly node!: string | null;

  @Field(() => [LedgerKey], { description: 'The keys that have signed, in the order of their first use.' })
  readonly keys!: readonly LedgerKey[];
}
