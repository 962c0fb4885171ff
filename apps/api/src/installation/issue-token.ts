import { v5 } from 'uuid';
import type { Role, StreamName } from '#domain';
import type { CommandContext, CommandExecutor, CommandRequest, CommandResult } from '#commands';
import { mintToken, type Vault } from '#vault';

/** What issuing tokens needs; the same in the server and in the local command. */
export interface TokenIssuing {
  readonly executor: CommandExecutor;
  readonly vault: Vault;
  readonly systemActor: StreamName;
  readonly logId: string;
}

export interface IssuedToken {
  readonly actor: StreamName;
  /** Shown once. */
  readonly secret: string;
}

/** The administrator that every installation begins with: its id follows from the log's. */
export async function firstAdministrator(issuing: TokenIssuing): Promise<StreamName> {
  const registered = await run(issuing, {
    type: 'ActorRegistered',
    commandId: v5('first-administrator', issuing.logId),
    data: { kind: 'HUMAN' },
  });
  await run(issuing, {
    type: 'RoleGranted',
    record: registered,
    commandId: v5('first-administrator/role', issuing.logId),
    data: { role: 'ADMIN' },
  });
  return registered;
}

/** Whoever may read the data folder need not say more; the log says at least how it came about. */
const ON_THE_MACHINE = { text: 'By the local command, on the machine that has the data.' };

/** A new actor with one role, for the local command. */
export async function newActor(issuing: TokenIssuing, role: Role): Promise<StreamName> {
  const actor = await run(issuing, { type: 'ActorRegistered', reason: ON_THE_MACHINE, data: { kind: 'HUMAN' } });
  await run(issuing, { type: 'RoleGranted', record: actor, reason: ON_THE_MACHINE, data: { role } });
  return actor;
}

/** The hash is in the vault before the event is in the log: a token without its event opens nothing. */
export async function issueToken(issuing: TokenIssuing, actor: StreamName): Promise<IssuedToken>;
/** @returns `REUSED` where another token has been issued by a command of this id; then none is issued */
export async function issueToken(
  issuing: TokenIssuing,
  actor: StreamName,
  commandId: string,
): Promise<IssuedToken | 'REUSED'>;
export async function issueToken(
  issuing: TokenIssuing,
  actor: StreamName,
  commandId?: string,
): Promise<IssuedToken | 'REUSED'> {
  const { secret, tokenId, hash } = mintToken();
  await issuing.vault.putToken({ tokenId, actor, secretHash: hash });
  // Of a command with an id nothing may change that a log has had since its beginning: another node may repeat it.
  const why = commandId === undefined ? { reason: ON_THE_MACHINE } : {};
  const result = await attempt(issuing, { type: 'TokenIssued', record: actor, commandId, ...why, data: { tokenId } });
  if (result.outcome === 'RECORDED') return { actor, secret };
  await issuing.vault.revokeToken(tokenId);
  if (commandId !== undefined && result.refusal.code === 'COMMAND_ID_REUSED') return 'REUSED';
  throw refused('TokenIssued', result);
}

async function run(issuing: TokenIssuing, request: CommandRequest): Promise<StreamName> {
  const result = await attempt(issuing, request);
  if (result.outcome === 'REFUSED') throw refused(request.type, result);
  return result.record;
}

const attempt = ({ executor, systemActor }: TokenIssuing, request: CommandRequest): Promise<CommandResult> =>
  executor.execute(request, systemContext(systemActor, request.commandId));

const refused = (type: string, { refusal }: Extract<CommandResult, { outcome: 'REFUSED' }>) =>
  new Error(`${type} was refused: ${refusal.message}`);

/** Whoever starts the server on its own machine acts for the tracker, with every right. */
export const systemContext = (actor: StreamName, correlationId: string = crypto.randomUUID()): CommandContext => ({
  actor,
  roles: new Set<Role>(['ADMIN']),
  correlationId,
});
