/** As much of PostgreSQL's protocol, version 3, as a server has to know that leaves the rest to another. */

const CODE = { tls: 80_877_103, version3: 196_608 };

export interface Startup {
  readonly database: string;
  /** Schema in which unqualified names are looked for. */
  readonly searchPath: string;
}

/** Puts messages together from what comes over a socket, in whatever parts. */
export class MessageReader {
  private received: Buffer = Buffer.alloc(0);

  add(data: Buffer): void {
    this.received = Buffer.concat([this.received, data]);
  }

  /** The first message has no type. Undefined while it is not whole. */
  startup(): Startup | 'TLS?' | undefined {
    const message = this.take(0);
    if (!message) return undefined;
    const code = message.readInt32BE(4);
    if (code === CODE.tls) return 'TLS?';
    if (code !== CODE.version3) throw new Error(`a startup with the code ${code}`);
    const words = message.subarray(8).toString().split('\0');
    const valueOf = (name: string) => words.find((_, n) => n % 2 === 1 && words[n - 1] === name);
    return {
      database: valueOf('database') ?? 'postgres',
      searchPath: /search_path=(\w+)/.exec(valueOf('options') ?? '')?.[1] ?? 'public',
    };
  }

  /** Messages up to one after which the client waits for an answer; undefined while they are not whole. */
  group(): readonly Buffer[] | undefined {
    const [before, group] = [this.received, [] as Buffer[]];
    for (let message = this.take(1); message; message = this.take(1)) {
      group.push(message);
      if (['S', 'Q'].includes(typeOf(message))) return group;
      if (typeOf(message) === 'X') throw new Error('the client says goodbye');
    }
    this.received = before;
    return undefined;
  }

  /** @param at where its length stands */
  private take(at: number): Buffer | undefined {
    if (this.received.length < at + 4) return undefined;
    const end = at + this.received.readInt32BE(at);
    if (this.received.length < end) return undefined;
    const message = this.received.subarray(0, end);
    this.received = this.received.subarray(end);
    return message;
  }
}

/** Authenticated, ready, and in no transaction. */
export const STARTED = Buffer.concat([answer('R', Buffer.alloc(4)), answer('Z', Buffer.from('I'))]);

/** Of a statement that has no rows, outside of a transaction. */
export const DONE = Buffer.concat([answer('C', Buffer.from('OK\0')), answer('Z', Buffer.from('I'))]);

const ORDER = /^(CREATE|DROP) DATABASE (?:IF EXISTS )?(\w+)/;

/** Whether it is to make or to drop a database, which no session can do to itself. */
export function databaseOrder(group: readonly Buffer[]): { readonly what: string; readonly name: string } | undefined {
  const message = group[0];
  if (!message || typeOf(message) !== 'Q') return undefined;
  const [, what, name] = ORDER.exec(message.subarray(5).toString()) ?? [];
  return what && name ? { what, name } : undefined;
}

export const query = (text: string): Buffer => answer('Q', Buffer.from(`${text}\0`));

/** The message with a prefix to the name of the prepared statement that it is about. */
export function named(message: Buffer, prefix: string): Buffer {
  const at = nameAt(message);
  // A statement without a name lasts as long as its group.
  if (at === undefined || message[at] === 0) return message;
  const body = Buffer.concat([message.subarray(5, at), Buffer.from(prefix), message.subarray(at)]);
  return answer(typeOf(message), body);
}

function nameAt(message: Buffer): number | undefined {
  switch (typeOf(message)) {
    case 'P':
      return 5;
    case 'B':
      // After the portal's.
      return message.indexOf(0, 5) + 1;
    case 'D':
    case 'C':
      return String.fromCharCode(message[5]!) === 'S' ? 6 : undefined;
    default:
      return undefined;
  }
}

/** What the last message of an answer, which says that the server is ready, says of a transaction. */
export function statusOf(told: Buffer): 'idle' | 'in a transaction' {
  return told.at(-1) === 'I'.charCodeAt(0) ? 'idle' : 'in a transaction';
}

const typeOf = (message: Buffer): string => String.fromCharCode(message[0]!);

function answer(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(4 + body.length, 1);
  return Buffer.concat([head, body]);
}
