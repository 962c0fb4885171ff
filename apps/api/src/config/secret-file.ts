import { readFileSync } from 'node:fs';

type Environment = Readonly<Record<string, string | undefined>>;
export type SecretText = { readonly text: string | undefined } | { readonly problem: string };

export const fileVariableOf = (name: string): string => `${name}_FILE`;

/**
 * A secret's text, from the variable or from the file that `<NAME>_FILE` names, as container engines hand secrets over:
 * an environment is shown by more tools than a file is.
 */
export function secretText(name: string, environment: Environment): SecretText {
  const own = environment[name];
  const file = environment[fileVariableOf(name)];
  if (file === undefined || file.trim() === '') return { text: own };
  if (own !== undefined && own.trim() !== '')
    return { problem: `${name}: it is set and ${fileVariableOf(name)} is too; set one of them` };
  try {
    return { text: readFileSync(file, 'utf8') };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return {
      problem: `${fileVariableOf(name)}: "${file}" cannot be read (${code}); name a file that the server may read`,
    };
  }
}
