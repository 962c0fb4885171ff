import type { StreamName } from '#domain';
import type { Vault } from '#vault';
import { apiError } from '../../graphql/api-error.js';

/** What actors call their tokens, by the tokens' ids: looked up once for each actor in an operation. */
export class TokenLabels {
  readonly #known = new Map<StreamName, Promise<ReadonlyMap<string, string>>>();

  constructor(
    private readonly vault: Pick<Vault, 'listTokens'>,
    private readonly mayOpen: () => boolean,
  ) {}

  /** @throws a top-level `LOG_UNAVAILABLE` where nothing of the vault may be opened yet */
  async of(actor: StreamName): Promise<ReadonlyMap<string, string>> {
    if (!this.mayOpen())
      throw apiError(
        'LOG_UNAVAILABLE',
        'This server has not seen its log yet, and opens nothing until it has: ask again.',
      );
    const known = this.#known.get(actor) ?? this.#look(actor);
    this.#known.set(actor, known);
    return known;
  }

  async #look(actor: StreamName): Promise<ReadonlyMap<string, string>> {
    const tokens = await this.vault.listTokens(actor);
    return new Map(tokens.flatMap(({ tokenId, label }) => (label === undefined ? [] : [[tokenId, label] as const])));
  }
}
