import type { SubjectKind } from '#vault';

/** How a person is called whose name may not be told: by their part, which is on record in the clear. */
const BY_ROLE: Readonly<Record<string, string>> = {
  OFFICER: 'an officer',
  WITNESS: 'a witness',
  BYSTANDER: 'a bystander',
  JOURNALIST: 'a journalist',
};
const BY_KIND: Readonly<Partial<Record<SubjectKind, string>>> = {
  OFFICER: 'an officer',
  PUBLIC_OFFICIAL: 'an official',
};

export const NEUTRAL = 'a person';

/** @param roles the person's parts in incidents; the first that says something counts */
export const neutralDescription = (kind: SubjectKind | undefined, roles: readonly string[]): string =>
  roles.map((role) => BY_ROLE[role]).find((word) => word !== undefined) ?? (kind && BY_KIND[kind]) ?? NEUTRAL;
