import type { StreamName, Warning } from '#domain';
import type { Leaves } from '#catalogue';
import type { NameMatch, Vault } from '#vault';

/**
 * Warns where a text holds a sealed name, and shows the mention to write instead. A guard, not a guarantee: it knows
 * the names that were sealed before the text.
 * @param among the persons of whose names single words are looked for, too
 */
export async function namesInText(
  leaves: Leaves,
  vault: Vault,
  among: () => Promise<readonly StreamName[]>,
): Promise<Warning[]> {
  const warnings: Warning[] = [];
  for (const { path, value } of leaves.narrative) {
    const matches = await vault.findNamesInText(value, { among });
    for (const match of matches) if (isFirst(match, matches)) warnings.push(warningOf(path, match));
  }
  return warnings;
}

/** A surname may stand fifty times in a text, and to be told once is enough; where a whole name stands, each place is. */
const isFirst = (match: NameMatch, all: readonly NameMatch[]): boolean =>
  match.kind === 'NAME' || all.find(({ kind, subject }) => kind === 'TOKEN' && subject === match.subject) === match;

function warningOf(path: string, { kind, mention, start, end }: NameMatch): Warning {
  const details = { mention, start, end };
  return kind === 'NAME'
    ? {
        code: 'NAME_IN_TEXT',
        message: `The text at ${path} holds a sealed name at ${start}–${end}: write ${mention} instead, or acknowledge NAME_IN_TEXT.`,
        path,
        details,
      }
    : {
        code: 'POSSIBLE_NAME',
        message: `A word of the text at ${path}, at ${start}–${end}, is part of a sealed name: if it is meant, write ${mention}.`,
        path,
        details,
      };
}
