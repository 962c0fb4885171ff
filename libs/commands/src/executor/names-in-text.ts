import { aggregateOf, type StreamName, type Warning } from '#domain';
import type { Leaves } from '#catalogue';
import { mentionedIn } from './mentions.js';
import type { Vault } from '#vault';

/**
 * Warns where a text holds a sealed name, and shows the mention to write instead. A guard, not a guarantee: it knows
 * the names that were sealed before the text.
 */
export async function namesInText(leaves: Leaves, vault: Vault): Promise<Warning[]> {
  const among = personsNamed(leaves);
  const warnings: Warning[] = [];
  for (const { path, value } of leaves.narrative) {
    for (const match of await vault.findNamesInText(value, among.length > 0 ? { among } : {})) {
      warnings.push(
        match.kind === 'NAME'
          ? {
              code: 'NAME_IN_TEXT',
              message: `The text at ${path} holds a sealed name at ${match.start}–${match.end}: write ${match.mention} instead, or acknowledge NAME_IN_TEXT.`,
              path,
              details: { mention: match.mention, start: match.start, end: match.end },
            }
          : {
              code: 'POSSIBLE_NAME',
              message: `A word of the text at ${path}, at ${match.start}–${match.end}, is part of a sealed name: if it is meant, write ${match.mention}.`,
              path,
              details: { mention: match.mention, start: match.start, end: match.end },
            },
      );
    }
  }
  return warnings;
}

/** Single words are looked for only among the persons that the event itself names, by reference or by mention. */
function personsNamed(leaves: Leaves): StreamName[] {
  const referred = leaves.references.map(({ target }) => target).filter((target) => aggregateOf(target) === 'person');
  const mentioned = mentionedIn(leaves).map(({ person }) => person);
  return [...new Set([...referred, ...mentioned])];
}
