import { Inject } from '@nestjs/common';
import { Args, Extensions, ID, Query, Resolver, Subscription } from '@nestjs/graphql';
import { consistencyProof, eventProof, formatTlogProof, NotSealedError } from '#ledger';
import type { ReadModel } from '#read-model';
import { apiError } from '../../graphql/api-error.js';
import type { ServedLedger } from '../../ledger/ledger.port.js';
import { readCheckpoint } from '../../ledger/published-tree.js';
import { LEDGER, READ_MODEL } from '../../ports.js';
import { SafeInt } from '../common/scalars.js';
import { CheckpointFeed } from './checkpoint.feed.js';
import { EventProof, LedgerCheckpoint, LedgerStatus, TreeConsistency } from './ledger.types.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The ledger, for those who ask in GraphQL; the same as files under `/log`. */
@Resolver()
export class LedgerResolver {
  constructor(
    @Inject(LEDGER) private readonly ledger: ServedLedger | null,
    @Inject(READ_MODEL) private readonly model: ReadModel,
  ) {}

  @Query(() => LedgerCheckpoint, {
    nullable: true,
    description: 'The newest checkpoint, or the one of a size; null where there is none.',
  })
  async checkpoint(
    @Args('size', {
      type: () => SafeInt,
      nullable: true,
      description: 'Of exactly so many entries: `70`. Not every size has one.',
    })
    size?: number | null,
  ): Promise<LedgerCheckpoint | null> {
    const { reader } = this.#kept();
    const note = size == null ? await reader.checkpoint() : await reader.checkpointAt(size);
    return note === undefined ? null : readCheckpoint(note);
  }

  @Query(() => EventProof, {
    nullable: true,
    description: 'That an entry is in the newest published tree; null where it is unknown, or not sealed yet.',
  })
  @Extensions({ cost: 10 })
  async eventProof(
    @Args('id', {
      type: () => ID,
      description: 'Id of the entry: `6f1d2c3b-4a59-5e68-9f70-8a1b2c3d4e5f`.',
    })
    id: string,
  ): Promise<EventProof | null> {
    const { reader } = this.#kept();
    if (!UUID.test(id))
      throw apiError('INVALID_QUERY', `"${id.slice(0, 80)}" is not the id of an entry: a UUID in lower case.`);
    const proof = await eventProof(reader, id);
    if (!proof) return null;
    return {
      index: proof.index,
      hashes: proof.hashes.map((hash) => hash.toString('base64')),
      checkpoint: readCheckpoint(proof.checkpoint),
      text: formatTlogProof(proof),
    };
  }

  @Query(() => TreeConsistency, { description: 'That the tree of one size begins with that of a smaller one.' })
  @Extensions({ cost: 10 })
  async consistencyProof(
    @Args('from', { type: () => SafeInt, description: 'Size of the earlier tree: `70`.' }) from: number,
    @Args('to', { type: () => SafeInt, description: 'Size of the later tree, published by now: `140`.' }) to: number,
  ): Promise<TreeConsistency> {
    const { reader } = this.#kept();
    if (from < 0 || from > to)
      throw apiError(
        'INVALID_QUERY',
        `"from" is ${from} and "to" is ${to}: give the size of the earlier tree as "from".`,
      );
    try {
      const { hashes } = await consistencyProof(reader, from, to);
      return { from, to, hashes: hashes.map((hash) => hash.toString('base64')) };
    } catch (error) {
      if (error instanceof NotSealedError) throw apiError('NOT_SEALED', `${error.message}: ask again later.`);
      throw error;
    }
  }

  @Query(() => LedgerStatus, { description: 'How the ledger fares, and which keys have signed it.' })
  async ledgerStatus(): Promise<LedgerStatus> {
    const recorded = this.model.status().index + 1;
    if (!this.ledger)
      return { state: 'OFF', size: null, unsealed: recorded, problem: null, sealer: null, node: null, keys: [] };
    const status = this.ledger.status();
    const size = this.ledger.published.current()?.size ?? null;
    return {
      state: status.state,
      size,
      unsealed: Math.max(0, recorded - (size ?? 0)),
      problem: 'problem' in status ? status.problem : null,
      sealer: status.sealer ?? null,
      node: status.node ?? null,
      keys: [...(await this.ledger.reader.keys())],
    };
  }

  @Subscription(() => LedgerCheckpoint, {
    description: 'Each new checkpoint. Of several that came while a client was reading, the newest.',
    resolve: (checkpoint: LedgerCheckpoint) => checkpoint,
  })
  checkpointPublished(): AsyncIterable<LedgerCheckpoint> {
    return new CheckpointFeed(this.#kept().published);
  }

  #kept(): ServedLedger {
    if (this.ledger) return this.ledger;
    throw apiError('NO_LEDGER', 'This server keeps no ledger: ask another one of the same log.');
  }
}
