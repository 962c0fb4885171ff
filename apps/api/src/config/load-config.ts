import { ConfigurationError } from './configuration.error.js';
import { parseValue } from './parse-value.js';
import { fileVariableOf, secretText } from './secret-file.js';
import type { Variable } from './variable.js';
import { type Config, VARIABLES } from './variables.js';

const PREFIX = 'ONRECORD_';

/**
 * Reads and checks the configuration. An empty variable counts as absent, as `VAR= npm start` means it. A secret may be
 * in a file that `<NAME>_FILE` names.
 *
 * @throws {ConfigurationError} with every wrong or unknown variable; an unknown one is refused since it is most
 *   likely a typing error, and a limit that was meant to hold would silently not.
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const problems = unknownVariables(environment);
  const config: Record<string, unknown> = {};
  for (const [key, variable] of Object.entries<Variable>(VARIABLES)) {
    const given = variable.secret ? secretText(variable.name, environment) : { text: environment[variable.name] };
    if ('problem' in given) {
      problems.push(given.problem);
      continue;
    }
    const raw = given.text;
    if (raw === undefined || raw.trim() === '') {
      config[key] = variable.default;
      continue;
    }
    const parsed = parseValue(variable, raw);
    if ('problem' in parsed) problems.push(parsed.problem);
    else config[key] = parsed.value;
  }
  const complete = config as Config;
  if (problems.length === 0) problems.push(...contradictions(complete));
  if (problems.length > 0) throw new ConfigurationError(problems);
  return Object.freeze(complete);
}

function contradictions(config: Config): string[] {
  const problems: string[] = [];
  if (config.defaultPage > config.maxPage)
    problems.push(`ONRECORD_DEFAULT_PAGE: ${config.defaultPage} is more than ONRECORD_MAX_PAGE (${config.maxPage})`);
  if (config.ledgerQuorum > config.ledgerWitnesses.length)
    problems.push(
      `ONRECORD_LEDGER_QUORUM: ${config.ledgerQuorum} is more than the witnesses in ONRECORD_LEDGER_WITNESSES (${config.ledgerWitnesses.length})`,
    );
  // A key that a node made for itself would be on that node alone.
  if (config.vault !== 'sqlite:' && config.vaultKey === undefined)
    problems.push(
      'ONRECORD_VAULT_KEY: it is not set, and a vault on PostgreSQL needs it: set it, or ONRECORD_VAULT_KEY_FILE, ' +
        'to the same key on every node. Make one with: openssl rand -base64 32',
    );
  return problems;
}

function unknownVariables(environment: Readonly<Record<string, string | undefined>>): string[] {
  const known = Object.values<Variable>(VARIABLES).flatMap(({ name, secret }) =>
    secret ? [name, fileVariableOf(name)] : [name],
  );
  return Object.keys(environment)
    .filter((name) => name.startsWith(PREFIX) && !known.includes(name))
    .map((name) => {
      const value = SECRETIVE.test(name) ? 'its value (not shown)' : `"${environment[name]}"`;
      return `${name}: no such variable (${value}); known are ${known.filter((k) => k.startsWith(PREFIX)).join(', ')}`;
    });
}

/** A misspelt secret is still a secret. */
const SECRETIVE = /KEY|SECRET|TOKEN|PASS|VAULT/i;
