import type { HeadCopyReport } from './copy-head.js';
import type { VaultCopyReport } from './copy-vault.js';

const count = (n: number, of: string): string => `${n.toLocaleString('en-GB')} ${of}${n === 1 ? '' : 's'}`;

interface Shown extends VaultCopyReport {
  readonly from: string;
  readonly to: string;
  readonly head: HeadCopyReport | null;
}

/** What came of it, for people. */
export function vaultText(report: Shown): string {
  const { holds, from, to, logId, copied, counts, wasThere, opened, differences, named, head } = report;
  const rows = Object.values(copied).reduce((sum, n) => sum + n, 0);
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const lines = [
    wasThere
      ? `${to} was the vault of log ${logId} already: nothing was copied.`
      : `Vault of log ${logId}: ${count(rows, 'row')} of ${all.toLocaleString('en-GB')} copied from ${from} to ${to}` +
        (rows < all ? ', the others were there already.' : '.'),
  ];
  if (holds) {
    lines.push(
      `Verified: all rows the same to the byte, and ${count(opened, 'sealed value')} opened, each what was committed to.`,
    );
    if (head)
      lines.push(
        `Ledger: ${count(head.checkpoints, 'checkpoint')}, ${head.copied.toLocaleString('en-GB')} copied now.`,
      );
    lines.push(
      'Destroy the old vault once a backup of the new one exists: what is erased from now on would stay in it.',
    );
  } else {
    const found = Object.entries(differences).filter(([, n]) => n > 0);
    lines.push(`The copy does not hold: ${found.map(([kind, n]) => `${n} ${kind}`).join(', ')}.`);
    for (const { kind, of, what } of named) lines.push(`  ${kind.padEnd(10)} ${of}: ${what}`);
    lines.push(
      wasThere
        ? 'It may have been in use since it was copied: then this says nothing.'
        : 'No server starts on it. If the source has changed since a first run, drop the schema "vault" and begin again.',
    );
  }
  return `${lines.join('\n')}\n`;
}
