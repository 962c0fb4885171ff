import type { RedactReport } from './redact-folder.js';

const count = (n: number, of: string): string => `${n.toLocaleString('en-GB')} ${of}${n === 1 ? '' : 's'}`;

/** What came of it, for people. */
export function redactText({ log, holds, dryRun, withheld, removals, resumed, readModels }: RedactReport): string {
  const lines = removals.map(
    ({ entry, record, revision, paths }) =>
      `  entry ${entry}, revision ${revision} of ${record}: ${paths.join(', ') || 'the digest of its command'}`,
  );
  const texts = removals.reduce((sum, { paths }) => sum + paths.length, 0);
  const of = `of the ${count(withheld, 'text')} that ${withheld === 1 ? 'is' : 'are'} withheld`;
  if (dryRun && !holds) {
    lines.unshift(`${log} still holds ${texts.toLocaleString('en-GB')} ${of}; nothing was removed:`);
    if (resumed) lines.push('An earlier run was cut off: bytes of what it removed may be left until it is run again.');
  } else if (removals.length === 0 && !resumed) lines.unshift(`${log} holds none ${of}.`);
  else {
    lines.unshift(`Removed from ${log}: ${texts.toLocaleString('en-GB')} ${of}, with salts and digests.`);
    if (resumed) lines.push('An earlier run had been cut off; it is finished now.');
    lines.push(
      `The log was written anew${readModels.length > 0 ? ', and the read model thrown away: the next start fills it' : ''}.`,
    );
    if (!holds) lines.push('Something wrote to the log meanwhile: run it again.');
    lines.push('Backups and copies that were made before still hold the texts: destroy them.');
  }
  return `${lines.join('\n')}\n`;
}
