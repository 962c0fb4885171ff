/** Milliseconds; the client's own default. */
const KEEP_ALIVE_TIMEOUT = 10_000;
/** Clients after which it begins anew: transports that long gone are forgotten. */
const DIFFERENT = 1_000;

let made = 0;

/**
 * The transport remembers, for all clients of the process, how long to wait before it tries an address again: a second
 * at first, growing to two minutes. A client that is made anew would inherit that, and fail at once although the server
 * is long back. Transports are shared by their options, so a keep-alive that differs by a millisecond gives it its own.
 * One that is switched off stays so, and the wait is shared.
 */
export function withTransportOfItsOwn(connectionString: string): string {
  const [address = '', query = ''] = connectionString.split(/\?(.*)/s);
  const options = query === '' ? [] : query.split('&');
  const given = options.findIndex((option) => /^keepAliveTimeout=/i.test(option));
  const timeout = given < 0 ? KEEP_ALIVE_TIMEOUT : Number(options[given]!.split('=')[1]);
  if (!(timeout >= 0)) return connectionString;
  const own = `keepAliveTimeout=${timeout + (made++ % DIFFERENT)}`;
  return `${address}?${[...options.filter((_, n) => n !== given), own].join('&')}`;
}
