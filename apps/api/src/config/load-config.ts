import { ConfigurationError } from './configuration.error.js';
import { parseValue } from './parse-value.js';
import type { Variable } from './variable.js';
import { type Config, VARIABLES } from './variables.js';

const PREFIX = 'ONRECORD_';

/**
 * Reads and checks the configuration. An empty variable counts as absent, as `VAR= npm start` means it.
 *
 * @throws {ConfigurationError} with every wrong or unknown variable; an unknown one is refused since it is most
 *   likely a typing error, and a limit that was meant to hold would silently not.
 */
export function loadConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const problems = unknownVariables(environment);
  const config: Record<string, unknown> = {};
  for (const [key, variable] of Object.entries<Variable>(VARIABLES)) {
    const raw = environment[variable.name];
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
  return config.defaultPage > config.maxPage
    ? [`ONRECORD_DEFAULT_PAGE: ${config.defaultPage} is more than ONRECORD_MAX_PAGE (${config.maxPage})`]
    : [];
}

function unknownVariables(environment: Readonly<Record<string, string | undefined>>): string[] {
  const known = Object.values(VARIABLES).map((variable) => variable.name);
  return Object.keys(environment)
    .filter((name) => name.startsWith(PREFIX) && !known.includes(name))
    .map((name) => {
      const value = SECRETIVE.test(name) ? 'its value (not shown)' : `"${environment[name]}"`;
      return `${name}: no such variable (${value}); known are ${known.filter((k) => k.startsWith(PREFIX)).join(', ')}`;
    });
}

/** A misspelt secret is still a secret. */
const SECRETIVE = /KEY|SECRET|TOKEN|PASS|VAULT/i;
