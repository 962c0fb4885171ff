import { BoundedMemo } from './bounded-memo.js';
import { type EdtfBounds, edtfBounds } from './edtf.bounds.js';
import { parseSyntax } from './edtf.grammar.js';
import { edtfProblem, type EdtfProblem, isEdtfProblem } from './edtf.problem.js';
import { clockOf, zoneSpelling } from './zone.clock.js';

/**
 * A rebuild meets the same dates over and over. At most 2 × 16 zones with 2 × 2,048 times each are remembered, some
 * 30 MB at worst; problems are not, so that what a stranger makes up (which may be long) is forgotten at once.
 */
const memos = new BoundedMemo<BoundedMemo<EdtfBounds>>(16);
const MEMO_GENERATION = 2_048;

/**
 * Reads an EDTF text (ISO 8601-2, levels 0 to 2) and gives the instants it spans on the clocks of a zone, or what is
 * wrong with it. A date is the zone's own day; a date-time with an offset is that instant whatever the zone.
 *
 * @param text as the person wrote it, at most 200 characters
 * @param zone IANA name as IANA spells it, such as `America/Chicago`
 */
export function parseEdtf(text: string, zone: string): EdtfBounds | EdtfProblem {
  const memo = memos.get(zone) ?? memos.set(zone, new BoundedMemo(MEMO_GENERATION));
  const known = memo.get(text);
  if (known) return known;
  const bounds = parseAfresh(text, zone);
  return isEdtfProblem(bounds) ? bounds : memo.set(text, bounds);
}

/** The same without a memory. */
export function parseAfresh(text: string, zone: string): EdtfBounds | EdtfProblem {
  const clock = clockOf(zone);
  if (!clock) return zoneProblem(zone);
  const edtf = parseSyntax(text);
  return isEdtfProblem(edtf) ? edtf : edtfBounds(edtf, clock, text);
}

function zoneProblem(zone: string): EdtfProblem {
  const spelling = zoneSpelling(zone);
  return edtfProblem('UNKNOWN_ZONE', zone, (z) =>
    spelling
      ? `${z} is spelt "${spelling}" by IANA.`
      : `${z} is not an IANA time zone. Write for instance "America/Chicago" or "UTC".`,
  );
}
