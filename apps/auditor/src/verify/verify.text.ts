import type { Finding, VerifyReport } from '#ledger';

export interface ShownReport extends Omit<VerifyReport, 'root'> {
  /** What was verified. */
  readonly of: string;
  readonly root: string | null;
  readonly keys: readonly string[];
  /** Whether the keys came from the caller; else they are what the ledger says of itself. */
  readonly keysGiven: boolean;
}

/** The report for people. */
export function verifyText({
  of,
  holds,
  size,
  root,
  checkpoints,
  unsealed,
  opened,
  findings,
  counts,
  keys,
  keysGiven,
}: ShownReport): string {
  const lines = findings.map(lineOf);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (total > findings.length) lines.push(`… and ${total - findings.length} more.`);
  if (size === 0) lines.push(`${of}: nothing is sealed yet.`);
  else if (holds)
    lines.push(
      `${of}: the tree of ${size} entries holds, root ${root}.`,
      checkpoints === 1 ? 'One checkpoint agrees with it.' : `${checkpoints} checkpoints agree with it.`,
      ...(opened === undefined
        ? []
        : [`${opened} texts are what its entries commit to; none is missing that was not withheld.`]),
      unsealed === undefined
        ? 'The log was not compared: give the token of an auditor (AUDITOR_TOKEN).'
        : `The log holds all of it as it was sealed, and ${unsealed} more ${unsealed === 1 ? 'entry that is' : 'entries that are'} not sealed yet.`,
    );
  else
    lines.push(
      `${of} does not hold: ${Object.entries(counts)
        .map(([kind, count]) => `${count} ${kind}`)
        .join(', ')}.`,
    );
  if (!keysGiven && size > 0)
    lines.push(
      'The signatures were checked with the keys that the ledger gives itself. Give --vkey what you know from elsewhere:',
      ...keys.map((key) => `  ${key}`),
    );
  return `${lines.join('\n')}\n`;
}

const lineOf = ({ kind, message }: Finding): string => `${kind}: ${message}`;
