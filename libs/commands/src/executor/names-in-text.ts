import type { StreamName, Warning } from '#domain';
import type { Leaves } from '#catalogue';
import type { NameMatch, Vault } from '#vault';

interface Place {
  readonly path: string;
  readonly value: string;
}

/**
 * Warns where a text holds a sealed name, and shows the mention to write instead; and where a coded value does, which
 * is worse: it stands in the ledger in the clear, and nothing can take it out again. A guard, not a guarantee: it knows
 * the names that were sealed before.
 * @param named the record's own id, where the command chooses it
 * @param among the persons of whose names single words are looked for, too
 */
export async function namesInText(
  leaves: Leaves,
  named: StreamName | undefined,
  vault: Vault,
  among: () => Promise<readonly StreamName[]>,
): Promise<Warning[]> {
  const warnings: Warning[] = [];
  const look = async ({ path, value }: Place, warn: typeof inText) => {
    const matches = await vault.findNamesInText(value, { among });
    for (const match of matches) if (isFirst(match, matches)) warnings.push(warn(path, match));
  };
  for (const place of leaves.narrative) await look(place, inText);
  for (const place of codedPlaces(leaves, named)) await look(place, inCode);
  return warnings;
}

/** A time zone has been looked up in the list of them: "Europe/Madrid" means nobody. */
const codedPlaces = ({ open }: Leaves, named: StreamName | undefined): readonly Place[] => [
  ...open.filter(({ path }) => !path.endsWith('/zone')),
  ...(named === undefined ? [] : [{ path: '/record', value: named }]),
];

/** A surname may stand fifty times in a text, and to be told once is enough; where a whole name stands, each place is. */
const isFirst = (match: NameMatch, all: readonly NameMatch[]): boolean =>
  match.kind === 'NAME' || all.find(({ kind, subject }) => kind === 'TOKEN' && subject === match.subject) === match;

function inText(path: string, { kind, mention, start, end }: NameMatch): Warning {
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

function inCode(path: string, { kind, mention, start, end }: NameMatch): Warning {
  const details = { mention, start, end };
  return kind === 'NAME'
    ? {
        code: 'NAME_IN_TEXT',
        message: `The value at ${path} holds the sealed name ${mention} at ${start}–${end}. It is public, and can never be withheld: leave the name out, or acknowledge NAME_IN_TEXT.`,
        path,
        details,
      }
    : {
        code: 'POSSIBLE_NAME',
        message: `A word of the value at ${path}, at ${start}–${end}, is part of the sealed name ${mention}. It is public, and can never be withheld: leave names out of such values.`,
        path,
        details,
      };
}
