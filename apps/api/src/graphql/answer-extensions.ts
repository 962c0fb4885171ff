import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../config/index.js';
import { CONFIG, READ_MODEL_STATUS, type ReadModelPosition, type ReadModelStatus } from '../ports.js';

export interface AnswerExtensions {
  /** Place and age of the read model that answered. */
  readonly readModel: ReadModelPosition;
  readonly cost?: { readonly estimated: number; readonly limit: number };
}

/** What every answer tells beside its data, whatever the transport. */
@Injectable()
export class AnswerExtensionsFactory {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(READ_MODEL_STATUS) private readonly status: ReadModelStatus,
  ) {}

  create(cost: number | undefined): AnswerExtensions {
    return {
      readModel: this.status.current(),
      ...(cost === undefined ? {} : { cost: { estimated: cost, limit: this.config.maxCost } }),
    };
  }
}
