import { VaultUnavailableError } from '../vault.errors.js';

/** What to do about the states that an operator can mend: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const ADVICE: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers there: start PostgreSQL, or correct VAULT',
  ENOTFOUND: 'there is no such host: correct VAULT',
  EAI_AGAIN: 'the name of the host cannot be resolved at the moment',
  ETIMEDOUT: 'the host does not answer',
  ECONNRESET: 'the connection was cut',
  ENOENT: 'there is no such socket: start PostgreSQL, or correct VAULT',
  '28P01': 'the password is wrong: correct VAULT',
  '28000': 'this user may not connect from here: correct VAULT, or pg_hba.conf',
  '3D000': 'there is no such database: create it, or correct VAULT',
  '53100': "the server's disk is full",
  '53200': 'the server has no memory left',
  '53300': 'the server takes no more connections: raise its max_connections, or run fewer nodes',
  '57014': 'a statement took longer than it may',
  '55P03': 'a lock was not given in time',
  '57P01': 'the server is being stopped',
  '57P02': 'the server has crashed and is starting again',
  '57P03': 'the server is starting or stopping',
  '25006': 'the server takes no writes: name the primary in VAULT, not a replica',
  '25P03': 'a transaction was idle for too long and was ended',
  '42501':
    'this role lacks a right. Prepare the vault with the role that owns it: npm run vault:prepare -- --grant <role>',
  '40P01': 'it met other writers again and again',
  '40001': 'it met other writers again and again',
};

/**
 * Neither PostgreSQL's message nor its detail is told: they quote users and values.
 * @param where address without credentials
 */
export function unavailable(where: string, cause: unknown): VaultUnavailableError {
  if (cause instanceof VaultUnavailableError) return cause;
  const code = codeOf(cause);
  if (code) return new VaultUnavailableError(where, `${ADVICE[code] ?? 'PostgreSQL refused'} (${code})`, { cause });
  const why = /timeout/i.test(messageOf(cause)) ? 'it does not answer in time' : 'the connection was lost';
  return new VaultUnavailableError(where, why, { cause });
}

/** The statement can be given again as it was: another transaction was in its way. */
export const isCollision = (error: unknown): boolean => ['40P01', '40001'].includes(codeOf(error) ?? '');

/** SQLSTATE, or the system's code; of the first of several addresses that were tried. */
export function codeOf(error: unknown): string | undefined {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
