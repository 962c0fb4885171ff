import { LogUnavailableError } from '../event-store.errors.js';

/** Where a server is, as the vendor's connection string says it. */
export interface Address {
  /** For the client; `esdb` is written `kurrentdb`, since the client prints a warning of its own about the former. */
  readonly connectionString: string;
  /** Scheme and hosts, for messages: a connection string may carry a password, here and in its query. */
  readonly shown: string;
  readonly credentials: Credentials | undefined;
  readonly tls: boolean;
}

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

const FORM = /^(?<scheme>[a-z]+(?:\+discover)?):\/\/(?<authority>[^?]*?)\/?(?:\?(?<query>.*))?$/i;

/** @throws {LogUnavailableError} where it is no connection string; the text is not repeated. */
export function addressOf(connectionString: string): Address {
  const { scheme, authority, query } = FORM.exec(connectionString.trim())?.groups ?? {};
  if (scheme === undefined || !authority)
    throw new LogUnavailableError(
      'the configured address',
      'it is not of the form kurrentdb://host:port?tls=true (the text is not shown, it may hold a password)',
    );
  // The last one: a password may hold the sign itself, and must not be shown then either.
  const at = authority.lastIndexOf('@');
  const login = at < 0 ? undefined : authority.slice(0, at);
  const hosts = authority.slice(at + 1);
  const current = scheme.toLowerCase().replace(/^esdb/, 'kurrentdb');
  return {
    connectionString: `${current}://${authority}${query ? `?${query}` : ''}`,
    shown: `${current}://${hosts}`,
    credentials: login === undefined ? undefined : credentialsOf(login),
    tls: !/(?:^|&)tls=false(?:&|$)/i.test(query ?? ''),
  };
}

function credentialsOf(login: string): Credentials {
  const colon = login.indexOf(':');
  const [username, password] = colon < 0 ? [login, ''] : [login.slice(0, colon), login.slice(colon + 1)];
  return { username: decoded(username), password: decoded(password) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
