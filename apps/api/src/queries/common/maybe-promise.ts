/** A value that may have to be waited for: what is at hand is answered at once, since a promise per field is slow. */
export type MaybePromise<T> = T | Promise<T>;

const isPromise = <T>(value: MaybePromise<T>): value is Promise<T> => value instanceof Promise;

/** Goes on with a value, at once where it is at hand. */
export const whenHere = <T, R>(value: MaybePromise<T>, then: (value: T) => MaybePromise<R>): MaybePromise<R> =>
  isPromise(value) ? value.then(then) : then(value);

/** All of them, at once where all are at hand. */
export const allHere = <T>(values: readonly MaybePromise<T>[]): MaybePromise<T[]> =>
  values.some(isPromise) ? Promise.all(values) : (values as T[]);
