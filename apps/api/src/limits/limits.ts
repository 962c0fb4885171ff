import type { Config } from '../config/index.js';

/** What one document and one operation may ask for, before anything is executed. */
export type Limits = Pick<
  Config,
  'maxDepth' | 'maxBreadth' | 'maxAliases' | 'maxOperations' | 'maxTokens' | 'maxCost' | 'maxPage' | 'defaultPage'
>;
