/**
 * Milliseconds for which a client whose token was found good is who it was, where it cannot be asked again because log or
 * vault is away: long enough for a restart of either, short enough that a token that was revoked meanwhile does not read
 * on for an afternoon.
 */
export const KNOWN_FOR = 10 * 60_000;
