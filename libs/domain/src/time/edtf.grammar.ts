import { edtfProblem, type EdtfProblem, isEdtfProblem } from './edtf.problem.js';
import { type Edtf, type EdtfDate, type EdtfEnd, type EdtfRange, type EdtfSet, OPEN, UNKNOWN } from './edtf.syntax.js';
import { parseDate } from './edtf-date.grammar.js';

/** Characters; also keeps a set or list under forty members. */
export const MAX_EDTF_LENGTH = 200;

/**
 * EDTF, ISO 8601-2 levels 0 to 2. Our own reader, not the npm package `edtf`: that takes some 130 µs for a plain date
 * (this, some 4), its cost for odd input is not bounded, it reads a date without an offset as UTC and shifts the
 * others to it, knows no zone, and refuses "between 18:40 and 19:00" (`[…T18:40..…T19:00]`). It is the oracle of the
 * tests instead: what both read as UTC, both must read alike.
 *
 * Beyond the standard, since news reports need it: date-times stand wherever dates do, and may be qualified
 * (`2026-01-14T18:50~`). Left out: decades and centuries as `202` and `20`, which are more often a slip of the hand.
 *
 * The form only, not yet whether such a date exists. Work is linear in the length.
 */
export function parseSyntax(text: string): Edtf | EdtfProblem {
  if (text.length > MAX_EDTF_LENGTH) {
    return edtfProblem(
      'TOO_LONG',
      text,
      (t) => `${t} has ${text.length} characters; a date has at most ${MAX_EDTF_LENGTH}.`,
    );
  }
  const first = text[0];
  if (first === '[' || first === '{') return parseSet(text);
  const slash = text.indexOf('/');
  return slash < 0 ? parseDate(text) : parseInterval(text, slash);
}

function parseInterval(text: string, slash: number): Edtf | EdtfProblem {
  const ends = parseEnds(text, text.slice(0, slash), text.slice(slash + 1), parseEnd);
  return isEdtfProblem(ends) ? ends : { kind: 'INTERVAL', ...ends };
}

function parseSet(text: string): EdtfSet | EdtfProblem {
  const close = text[0] === '[' ? ']' : '}';
  if (!text.endsWith(close))
    return edtfProblem('SYNTAX', text, (t) => `${t} is not closed: it must end in "${close}".`);
  const members: (EdtfDate | EdtfRange)[] = [];
  for (const part of text.slice(1, -1).split(',')) {
    const member = parseMember(part.trim());
    if (isEdtfProblem(member)) return member;
    members.push(member);
  }
  return { kind: close === ']' ? 'ONE_OF' : 'ALL_OF', members };
}

function parseMember(text: string): EdtfDate | EdtfRange | EdtfProblem {
  const dots = text.indexOf('..');
  if (dots < 0) return parseDate(text);
  const openOrDate = (part: string): EdtfEnd | EdtfProblem => (part === '' ? OPEN : parseDate(part));
  const ends = parseEnds(text, text.slice(0, dots), text.slice(dots + 2), openOrDate);
  return isEdtfProblem(ends) ? ends : { kind: 'RANGE', ...ends };
}

function parseEnd(text: string): EdtfEnd | EdtfProblem {
  if (text === '') return UNKNOWN;
  return text === '..' ? OPEN : parseDate(text);
}

function parseEnds(
  whole: string,
  left: string,
  right: string,
  parse: (part: string) => EdtfEnd | EdtfProblem,
): { start: EdtfEnd; end: EdtfEnd } | EdtfProblem {
  const start = parse(left);
  if (isEdtfProblem(start)) return start;
  const end = parse(right);
  if (isEdtfProblem(end)) return end;
  if (start.kind !== 'DATE' && end.kind !== 'DATE') {
    return edtfProblem(
      'NO_DATE_NAMED',
      whole,
      (t) => `${t} names neither a start nor an end; an unknown time is "XXXX".`,
    );
  }
  return { start, end };
}
