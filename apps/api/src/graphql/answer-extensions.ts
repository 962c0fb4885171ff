import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/index.js';
import type { ServedLedger } from '../ledger/ledger.port.js';
import { CONFIG, LEDGER, READ_MODEL_STATUS, type ReadModelPosition, type ReadModelStatus } from '../ports.js';

export interface AnswerExtensions {
  /** Place and age of the read model that answered. */
  readonly readModel: ReadModelPosition;
  /** The newest published tree of the ledger: any figure of an answer can be cited by it. Absent while there is none. */
  readonly ledger?: { readonly treeSize: number; readonly root: string };
  readonly cost?: { readonly estimated: number; readonly limit: number };
}

/** What every answer tells beside its data, whatever the transport. */
@Injectable()
export class AnswerExtensionsFactory {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(READ_MODEL_STATUS) private readonly status: ReadModelStatus,
    @Inject(LEDGER) private readonly ledger: ServedLedger | null,
  ) {}

  create(cost: number | undefined): AnswerExtensions {
    const tree = this.ledger?.published.current();
    return {
      readModel: this.status.current(),
      ...(tree === undefined ? {} : { ledger: { treeSize: tree.size, root: tree.root } }),
      ...(cost === undefined ? {} : { cost: { estimated: cost, limit: this.config.maxCost } }),
    };
  }
}
