import type { Occurred } from '../shared/envelope.js';
import { describeDate, describePair } from './edtf-date.description.js';
import { parseSyntax } from './edtf.grammar.js';
import { isEdtfProblem } from './edtf.problem.js';
import type { Edtf, EdtfDate, EdtfEnd, EdtfRange } from './edtf.syntax.js';

/**
 * The time of an event in English words, without its zone: "14 January 2026, 18:50", "between 14 and 15 January 2026",
 * "about January 2026". Times with an offset are told on the clock of the event's zone. A text that cannot be read is
 * given back as it is.
 */
export function describeOccurred({ edtf, zone, until }: Occurred): string {
  const start = parseSyntax(edtf);
  if (isEdtfProblem(start)) return until === undefined ? edtf : `${edtf} – ${until}`;
  if (until === undefined) return describe(start, zone);
  const end = parseSyntax(until);
  if (isEdtfProblem(end)) return `${describe(start, zone)} – ${until}`;
  if (start.kind === 'DATE' && end.kind === 'DATE') return lasting(start, end, zone);
  return `from ${describe(start, zone)} to ${describe(end, zone)}`;
}

function describe(edtf: Edtf, zone: string): string {
  if (edtf.kind === 'DATE') return describeDate(edtf, zone);
  if (edtf.kind === 'INTERVAL') return lasting(edtf.start, edtf.end, zone);
  const members = edtf.members.map((member) => describeMember(member, zone));
  const [a, b] = edtf.members;
  const joint = edtf.kind === 'ONE_OF' ? 'or' : 'and';
  if (members.length === 2 && a?.kind === 'DATE' && b?.kind === 'DATE')
    return describePair(a, b, zone).join(` ${joint} `);
  const last = members.pop();
  return members.length === 0 ? `${last}` : `${members.join(', ')} ${joint} ${last}`;
}

function describeMember(member: EdtfDate | EdtfRange, zone: string): string {
  if (member.kind === 'DATE') return describeDate(member, zone);
  const { start, end } = member;
  if (start.kind !== 'DATE') return end.kind === 'DATE' ? `${describeDate(end, zone)} or earlier` : '';
  if (end.kind !== 'DATE') return `${describeDate(start, zone)} or later`;
  const [from, to] = describePair(start, end, zone);
  return `between ${from} and ${to}`;
}

function lasting(start: EdtfEnd, end: EdtfEnd, zone: string): string {
  if (start.kind === 'DATE' && end.kind === 'DATE') {
    const [from, to] = describePair(start, end, zone);
    return `from ${from} to ${to}`;
  }
  if (start.kind === 'OPEN' && end.kind === 'DATE') return `until ${describeDate(end, zone)}`;
  if (end.kind === 'OPEN' && start.kind === 'DATE') return `from ${describeDate(start, zone)} on`;
  return `from ${describeEnd(start, zone)} to ${describeEnd(end, zone)}`;
}

function describeEnd(end: EdtfEnd, zone: string): string {
  return end.kind === 'DATE' ? describeDate(end, zone) : 'an unknown date';
}
