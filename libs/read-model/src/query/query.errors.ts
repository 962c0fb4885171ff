import type { StreamName } from '#domain';

/** A place that goes on from a record which this read model does not hold, or not yet. */
export class UnknownPlaceError extends Error {
  override readonly name = 'UnknownPlaceError';
  readonly code = 'INVALID_CURSOR';
  constructor(readonly record: StreamName) {
    super(
      `the cursor goes on from ${record.slice(0, 80)}, which is not on record here: another node may be ahead, so try again, or query anew`,
    );
  }
}

/** A moment of the log that this read model has not reached, or that there is none of. */
export class IndexOutOfRangeError extends Error {
  override readonly name = 'IndexOutOfRangeError';
  readonly code = 'INDEX_OUT_OF_RANGE';
  constructor(
    readonly index: number,
    /** The last index that can be asked for. */
    readonly last: number,
  ) {
    super(`index ${index} is not on record: ${last < 0 ? 'nothing is, yet' : `ask for one from 0 to ${last}`}`);
  }
}

/** Lists cannot be asked for by what was public. */
export class NotOnThisAxisError extends Error {
  override readonly name = 'NotOnThisAxisError';
  readonly code = 'NOT_ON_THIS_AXIS';
  constructor() {
    super('lists cannot be asked for by `publicBy`: ask for single records, or use `index` or `recordedBy`');
  }
}

/** A page or filter that cannot be answered as asked. */
export class InvalidQueryError extends Error {
  override readonly name = 'InvalidQueryError';
  readonly code = 'INVALID_QUERY';
}
