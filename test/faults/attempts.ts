/** One command as a client sent it, and what the client knows of it. */
export interface Attempt {
  readonly commandId: string;
  readonly mutation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The person whose data it seals, or erases. */
  readonly person?: string;
  /** Id of the entry, once it was answered. */
  entry?: string;
  record?: string;
  /** Why it was refused, once it was. */
  refused?: string;
}

/** All that was sent in a campaign. */
export class Attempts {
  readonly all: Attempt[] = [];
  readonly persons: string[] = [];
  /** Persons whose erasure was asked for: nothing more is sealed for them. */
  readonly erased = new Set<string>();
  readonly incidents: string[] = [];
  source = '';

  get answered(): readonly Attempt[] {
    return this.all.filter(({ entry }) => entry !== undefined);
  }

  get inDoubt(): readonly Attempt[] {
    return this.all.filter(({ entry, refused }) => entry === undefined && refused === undefined);
  }
}
