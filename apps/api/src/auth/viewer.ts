export const ROLES = ['VIEWER', 'EDITOR', 'AUDITOR', 'ADMIN'] as const;
export type Role = (typeof ROLES)[number];

/** Who asks. Without an actor it is the public. */
export interface Viewer {
  /** Stream name of the authenticated actor (`actor-<uuid>`), an opaque id. */
  readonly actor?: string;
  readonly roles: ReadonlySet<Role>;
}

/** Someone who presented no token. */
export const ANONYMOUS: Viewer = Object.freeze({ roles: new Set<Role>() });
