/** A cursor that is not one of ours, or belongs to another list. */
export class CursorError extends Error {
  override readonly name = 'CursorError';
  readonly code = 'INVALID_CURSOR';
  constructor(readonly cursor: string) {
    super(`"${cursor.slice(0, 80)}" is not a cursor of this list: pass one that the same query returned`);
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
    super(`index ${index} is not on record: ask for one from 0 to ${last}`);
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
