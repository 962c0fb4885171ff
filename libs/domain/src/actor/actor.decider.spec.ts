import { draft, entryId, specify } from '#domain/testing';
import type { DataOf } from '../shared/declaration.js';
import { ActorRegistered, RoleGranted, RoleRevoked, TokenIssued, TokenRevoked } from './actor.events.js';
import { actorDecider } from './actor.decider.js';
import { isTokenValid } from './actor.state.js';

const actor = specify(actorDecider, 'actor-00000000-0000-4000-8000-000000000001');
const TOKEN = '00000000-0000-4000-8000-000000000002';

const registered = (kind: DataOf<typeof ActorRegistered>['kind'] = 'HUMAN') =>
  draft(ActorRegistered, { kind, name: 'Ada Example' }, { on: '2026-01-01T00:00:00Z' });
const granted = draft(RoleGranted, { role: 'EDITOR' }, { on: '2026-01-01T00:00:01Z' });
const revoked = draft(RoleRevoked, { role: 'EDITOR' }, { on: '2026-01-01T00:00:02Z' });
const issued = draft(TokenIssued, { tokenId: TOKEN, expires: '2027-01-01T00:00:00Z' }, { on: '2026-01-01T00:00:03Z' });
const tokenRevoked = draft(TokenRevoked, { tokenId: TOKEN }, { on: '2026-01-01T00:00:04Z' });

describe('registering an actor', () => {
  it('keeps the kind, and the name nowhere', () =>
    actor
      .given()
      .when(registered())
      .thenRecorded((state) => {
        expect(state.kind).toEqual({ value: 'HUMAN', entry: entryId(0) });
        expect(JSON.stringify(state)).not.toContain('Ada');
      }));

  it('refuses to register twice', () => actor.given(registered()).when(registered()).thenRefused('ALREADY_EXISTS'));
});

describe('the tracker itself', () => {
  it('is registered from within, never by a command', () =>
    actor.given().when(registered('SYSTEM')).thenRefused('NOT_ALLOWED', '/data/kind'));

  it('has no roles that others could act by', () =>
    actor.given(registered('SYSTEM')).when(granted).thenRefused('NOT_ALLOWED'));
});

describe('roles', () => {
  it('grants a role', () =>
    actor
      .given(registered())
      .when(granted)
      .thenRecorded({ roles: [{ value: 'EDITOR', entry: entryId(1) }] }));

  it('refuses a role that is held', () =>
    actor.given(registered(), granted).when(granted).thenRefused('NOTHING_CHANGES', '/data/role'));

  it('revokes a role', () => actor.given(registered(), granted).when(revoked).thenRecorded({ roles: [] }));

  it('grants a revoked role again', () =>
    actor
      .given(registered(), granted, revoked)
      .when({ ...granted, occurred: { edtf: '2026-02-01T00:00:00Z', zone: 'UTC' } })
      .thenRecorded({ roles: [{ value: 'EDITOR', entry: entryId(3) }] }));

  it('refuses to revoke a role that is not held', () =>
    actor.given(registered()).when(revoked).thenRefused('UNKNOWN_ITEM', '/data/role'));

  it('refuses a role for an actor who is not registered', () =>
    actor.given().when(granted).thenRefused('UNKNOWN_RECORD'));
});

describe('tokens', () => {
  it('issues a token, valid until it expires', () =>
    actor
      .given(registered())
      .when(issued)
      .thenRecorded((state) => {
        const validAt = (at: string) => isTokenValid(state.tokens[0]!, Date.parse(at));
        expect([validAt('2026-12-31T23:59:59.999Z'), validAt('2027-01-01T00:00:00Z')]).toEqual([true, false]);
      }));

  it('refuses an id that is taken', () =>
    actor.given(registered(), issued).when(issued).thenRefused('DUPLICATE_ITEM', '/data/tokenId'));

  it('refuses a token for the tracker itself', () =>
    actor.given(registered('SYSTEM')).when(issued).thenRefused('NOT_ALLOWED'));

  it('revokes a token', () =>
    actor
      .given(registered(), issued)
      .when(tokenRevoked)
      .thenRecorded((state) => {
        expect(state.tokens[0]!.revoked).toMatchObject({ entry: entryId(2) });
        expect(isTokenValid(state.tokens[0]!, Date.parse('2026-06-01T00:00:00Z'))).toBe(false);
      }));

  it('refuses to revoke a token that is unknown', () =>
    actor.given(registered()).when(tokenRevoked).thenRefused('UNKNOWN_ITEM', '/data/tokenId'));

  it('refuses to revoke a token twice', () =>
    actor.given(registered(), issued, tokenRevoked).when(tokenRevoked).thenRefused('NOTHING_CHANGES'));
});
