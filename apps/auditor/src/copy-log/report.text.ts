import type { CopyReport } from './copy-log.js';

const count = (n: number, of: string): string => `${n.toLocaleString('en-GB')} ${of}${n === 1 ? '' : 's'}`;

/** What came of it, for people. */
export function reportText(report: CopyReport, from: string, to: string): string {
  const { events, alreadyThere, copied, redacted, differences, named, sourceWentOn, logId } = report;
  const lines = [
    `Log ${logId}: ${count(copied, 'event')} copied from ${from} to ${to}` +
      (alreadyThere > 0 ? `, ${alreadyThere.toLocaleString('en-GB')} were there already.` : '.'),
  ];
  if (redacted.texts > 0)
    lines.push(`Left out: ${count(redacted.texts, 'withheld text')} of ${count(redacted.events, 'event')}.`);
  if (named.length === 0)
    lines.push(
      `Verified: ${count(events, 'event')}, in order, the same to the byte${redacted.texts > 0 ? ' but for what was left out' : ''}.`,
    );
  else {
    const found = Object.entries(differences).filter(([, n]) => n > 0);
    lines.push(`The copy does not hold: ${found.map(([kind, n]) => `${n} ${kind}`).join(', ')}.`);
    for (const { kind, index, id, stream, revision } of named)
      lines.push(`  ${kind.padEnd(9)} event ${id}, revision ${revision} of ${stream}, index ${index}`);
    const more = found.reduce((sum, [, n]) => sum + n, 0) - named.length;
    if (more > 0) lines.push(`  and ${more.toLocaleString('en-GB')} more`);
  }
  if (sourceWentOn)
    lines.push('The source has gone on meanwhile: stop what writes to it, and run the same command again.');
  return `${lines.join('\n')}\n`;
}
