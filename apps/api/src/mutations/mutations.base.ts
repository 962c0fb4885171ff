import { Inject } from '@nestjs/common';
import type { Logger } from 'pino';
import type { ReadModel } from '#read-model';
import type { Vault } from '#vault';
import type { Config } from '../config/index.js';
import { CONFIG, LOGGER, READ_MODEL, RECORDER, VAULT } from '../ports.js';
import { MutationRunner } from './mutation.runner.js';
import type { Recorder } from './recorder.port.js';
import { earlierTexts } from './results/earlier-texts.js';
import { exportsToTell } from './results/exports-to-tell.js';
import { allOf } from './results/look-back.js';
import { possibleDuplicates } from './results/possible-duplicates.js';
import { RecordedViews } from './results/recorded-view.js';
import { recordReader } from './results/record-node.js';

/** What the resolvers of mutations are made from; each is a thin class over one runner. */
export abstract class MutationsBase {
  readonly runner: MutationRunner;

  constructor(
    @Inject(RECORDER) recorder: Recorder,
    @Inject(READ_MODEL) model: ReadModel,
    @Inject(VAULT) readonly vault: Vault,
    @Inject(CONFIG) config: Config,
    @Inject(LOGGER) logger: Logger,
  ) {
    const record = recordReader(model, vault, config);
    const look = allOf(
      earlierTexts(model, vault, config),
      possibleDuplicates(model),
      exportsToTell(model, vault, config),
    );
    const views = new RecordedViews(model, record, look, config.readWaitMs, logger);
    this.runner = new MutationRunner(recorder, views);
  }
}
