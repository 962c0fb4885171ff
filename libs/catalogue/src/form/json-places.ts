/**
 * Where things stand in canonical JSON (RFC 8785: no white space), found without parsing it: for whoever passes a part of
 * it on as it is. What is found is right for valid JSON. In anything else a place may be anywhere, so whoever relies on
 * one compares what comes of it. 0 is no place of an end: the text breaks off before.
 */
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

export const isString = (text: string, at: number): boolean => text.charCodeAt(at) === QUOTE;
export const isObject = (text: string, at: number): boolean => text.charCodeAt(at) === OPEN_OBJECT;
export const isNested = (text: string, at: number): boolean => isObject(text, at) || text.charCodeAt(at) === OPEN_ARRAY;
export const isComma = (text: string, at: number): boolean => text.charCodeAt(at) === COMMA;

/** Exclusive end of the value that begins there. */
export function endOfValue(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first === QUOTE) return endOfString(text, at);
  return first === OPEN_OBJECT || first === OPEN_ARRAY ? endOfNested(text, at) : endOfPrimitive(text, at);
}

/** @param at of the opening quote */
function endOfString(text: string, at: number): number {
  let end = text.indexOf('"', at + 1);
  while (end > 0 && text.charCodeAt(end - 1) === BACKSLASH && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes += 1;
  return backslashes % 2 === 1;
}

function endOfNested(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length;) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) {
      at = endOfString(text, at);
      if (at === 0) return 0;
      continue;
    }
    at += 1;
    if (unit === OPEN_OBJECT || unit === OPEN_ARRAY) depth += 1;
    else if (unit === CLOSE_OBJECT || unit === CLOSE_ARRAY) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return 0;
}

function endOfPrimitive(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === COMMA || unit === CLOSE_OBJECT || unit === CLOSE_ARRAY) return at;
  }
  return 0;
}

/** A member of an object, from the quote before its name to the end of its value, exclusive. */
export interface MemberPlace {
  readonly from: number;
  readonly value: number;
  readonly to: number;
}

/** A name or an index on the way to a value, with the texts that are looked for: made once for each path, not each value. */
export interface Step {
  /** `"name":` */
  readonly start: string;
  /** `,"name":` */
  readonly again: string;
  /** NaN: no place in an array. */
  readonly index: number;
}

const INDEX = /^(?:0|[1-9]\d{0,8})$/;

/** @param name such that it stands in the text as it is, without escapes */
export const stepTo = (name: string): Step => ({
  start: `"${name}":`,
  again: `,"${name}":`,
  index: INDEX.test(name) ? Number(name) : NaN,
});

/** @returns undefined also where the next member has the same name, of which a parser takes the last */
function memberAt(text: string, object: number, { start, again }: Step): MemberPlace | undefined {
  for (let from = object + 1; text.charCodeAt(from) === QUOTE;) {
    const isWanted = text.startsWith(start, from);
    const value = isWanted ? from + start.length : endOfString(text, from) + 1;
    const to = endOfValue(text, value);
    if (text.charCodeAt(value - 1) !== COLON || to === 0) return undefined;
    if (isWanted) return text.startsWith(again, to) ? undefined : { from, value, to };
    if (!isComma(text, to)) return undefined;
    from = to + 1;
  }
  return undefined;
}

/** Where the element of an array begins; 0 where it has fewer. */
function elementAt(text: string, array: number, index: number): number {
  let at = array + 1;
  if (text.charCodeAt(at) === CLOSE_ARRAY) return 0;
  for (let n = 0; n < index; n++) {
    const end = endOfValue(text, at);
    if (end === 0 || !isComma(text, end)) return 0;
    at = end + 1;
  }
  return at;
}

/**
 * The member to which names and indices lead, of which the last is a name.
 * @param start where the outermost value begins
 */
export function memberAlong(text: string, start: number, steps: readonly Step[]): MemberPlace | undefined {
  let at = start;
  let member: MemberPlace | undefined;
  for (const step of steps) {
    if (isObject(text, at)) {
      member = memberAt(text, at, step);
      if (!member) return undefined;
      at = member.value;
    } else {
      if (text.charCodeAt(at) !== OPEN_ARRAY || Number.isNaN(step.index)) return undefined;
      member = undefined;
      at = elementAt(text, at, step.index);
      if (at === 0) return undefined;
    }
  }
  return member;
}
