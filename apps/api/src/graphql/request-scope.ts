declare const value: unique symbol;
/** Names one thing that is made once per request, with its type. */
export interface ScopeKey<T> {
  readonly description: string;
  readonly [value]?: T;
}

export const scopeKey = <T>(description: string): ScopeKey<T> => Object.freeze({ description });

/**
 * Holds what belongs to one operation, or to one event of a subscription: data loaders, the index that the read model
 * is read at. Made on first use, so an operation pays only for what it asks.
 */
export class RequestScope {
  readonly #made = new Map<ScopeKey<unknown>, unknown>();

  once<T>(key: ScopeKey<T>, make: () => T): T {
    if (!this.#made.has(key)) this.#made.set(key, make());
    return this.#made.get(key) as T;
  }
}
