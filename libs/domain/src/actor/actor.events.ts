import { Type } from '#typebox';
import { event } from '../shared/declaration.js';
import { FORM, MARK, RULE, sealed } from '../shared/marks.js';
import { choice, object, optional, secret } from '../shared/schema.js';

export const ActorKind = choice('ActorKind', {
  HUMAN: 'A person.',
  SERVICE: 'A program with a task of its own.',
  SYSTEM: 'The tracker itself.',
});
export const ActorRole = choice('ActorRole', {
  VIEWER: 'Reads.',
  EDITOR: 'Records, and reads personal data that is not restricted.',
  AUDITOR: 'Verifies the record; does not open personal data.',
  ADMIN: 'Decides on actors, roles, tokens and erasures.',
});

// Who may do what on the record is decided by those who answer for it.
const operational = { aggregate: 'actor', nature: 'OPERATIONAL', role: 'ADMIN' } as const;
const tokenId = Type.String({
  [MARK]: 'coded',
  pattern: '^[0-9a-f]{32}$',
  [FORM]: 'the id of a token, 32 hexadecimal digits in lower case',
  description: 'Id of the token: neither its secret, nor its hash, nor its label.',
});

export const ActorRegistered = event('ActorRegistered', {
  ...operational,
  creates: 'ALWAYS',
  mutation: 'registerActor',
  description: 'Someone, or something, may work with the tracker.',
  data: object({
    kind: ActorKind,
    name: optional(secret(sealed('name'), 'The name, sealed to the actor.', 200)),
  }),
});
export const RoleGranted = event('RoleGranted', {
  ...operational,
  mutation: 'grantRole',
  description: 'The actor has a role from now on.',
  data: object({ role: ActorRole }),
});
export const RoleRevoked = event('RoleRevoked', {
  ...operational,
  mutation: 'revokeRole',
  description: 'The actor has a role no more.',
  data: object({ role: ActorRole }),
});
export const TokenIssued = event('TokenIssued', {
  ...operational,
  mutation: 'issueToken',
  description: 'The actor got a token to identify itself with. Its secret is shown once, and kept only as a hash.',
  data: object({
    tokenId,
    expires: optional(
      Type.String({
        [MARK]: 'coded',
        pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{3})?Z$',
        [FORM]: 'an instant in UTC, such as "2027-01-31T00:00:00Z"',
        [RULE]: 'NOT_PAST',
        description: 'From when it is void, UTC. Left out, it holds until revoked.',
      }),
    ),
  }),
});
export const TokenRevoked = event('TokenRevoked', {
  ...operational,
  mutation: 'revokeToken',
  description: 'A token is void.',
  data: object({ tokenId }),
});

export const ACTOR_EVENTS = [ActorRegistered, RoleGranted, RoleRevoked, TokenIssued, TokenRevoked] as const;
