/** Why a text is not an IANA time zone, or undefined. */
export function timeZoneProblem(zone: string): string | undefined {
  try {
    // An offset such as "+01:00" is accepted by Intl but names no place: its summer time would be wrong.
    if (/^[+-]/.test(zone)) return 'an offset is not a time zone';
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return undefined;
  } catch {
    return 'no such time zone';
  }
}

/** Why one of the texts is not a web origin, or undefined. */
export function originsProblem(origins: readonly string[]): string | undefined {
  const wrong = origins.find((origin) => origin !== '*' && !isOrigin(origin));
  return wrong === undefined ? undefined : `"${wrong}" is not an origin`;
}

/** Why a text is not where a vault can be, or undefined. */
export function vaultProblem(url: string): string | undefined {
  return url === 'sqlite:' || (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url))
    ? undefined
    : 'unknown kind of vault';
}

/** Why a text is not an address on the web, or undefined. */
export const webAddressProblem = (url: string): string | undefined =>
  /^https?:\/\//.test(url) && URL.canParse(url) ? undefined : 'not an address on the web';

/** Why a text is not where a read model can be taken over from, or undefined. */
export function readModelFromProblem(from: string): string | undefined {
  if (!from.includes('://')) return undefined;
  return /^https?:\/\//.test(from) && URL.canParse(from) ? undefined : 'not an address of a node';
}

/** Why a text cannot be the name of a ledger, which is also that of its key (C2SP signed-note), or undefined. */
export function ledgerOriginProblem(origin: string): string | undefined {
  return /[\s+]/.test(origin) ? 'a space or a plus sign in it' : undefined;
}

/** Why a text is not a 256-bit key, or undefined. Never repeats the text. */
export function keyProblem(key: string): string | undefined {
  if (/^[0-9a-f]{64}$/i.test(key)) return undefined;
  const isBase64 = /^[A-Za-z0-9+/_-]+={0,2}$/.test(key) && Buffer.from(key, 'base64').length === 32;
  return isBase64 ? undefined : 'not a key of 32 bytes';
}

function isOrigin(text: string): boolean {
  try {
    return new URL(text).origin === text;
  } catch {
    return false;
  }
}
