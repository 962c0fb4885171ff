import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { EXIT, type Exit } from '../exit-codes.js';
import { GraphQLServer, serverUrl } from '../server/graphql.server.js';
import { tokenOption } from '../server/token.option.js';
import { UsageError } from '../usage.error.js';
import { several, verifierKeyOf } from '../verifier-key.option.js';
import { HttpLedgerReader } from '../verify/http-ledger.reader.js';
import type { Alarm } from './alarm.js';
import { LogWatcher, type Observation } from './log.watcher.js';
import { StateFile } from './state.file.js';
import { watchedServer } from './watched.server.js';

interface Options {
  readonly server: readonly string[];
  readonly token?: string;
  readonly state: string;
  readonly vkey: readonly string[];
  readonly every: string;
  readonly stall: string;
  readonly once: boolean;
  readonly webhook?: string;
  readonly json: boolean;
}

/** Milliseconds for telling an alarm. */
const WEBHOOK_DEADLINE = 10_000;

/** @param end takes the exit code */
export function addWatch(program: Command, end: (code: Exit) => void): void {
  program
    .command('watch')
    .summary('follows a server, and raises an alarm on a rewrite, a fork or a stall')
    .description(
      'Remembers every checkpoint that a server publishes, and checks that each later tree begins with each earlier ' +
        'one. An alarm is a line on standard error: REWRITE where a server does not stand by what it published, FORK ' +
        'where several show trees that do not go together, STALL where entries are recorded and not sealed, or nothing ' +
        'is answered; SIGNATURE, KEY or ORIGIN where a checkpoint cannot be believed. Ends with SIGINT or SIGTERM.',
    )
    .requiredOption('--server <url>', 'the server; repeat it for several that serve the same log', several, [])
    .addOption(tokenOption('where reading needs one'))
    .option('--state <file>', 'what was seen, across restarts', './auditor-watch.json')
    .option('--vkey <key>', 'a key to believe, known from elsewhere; by default the first that is seen', several, [])
    .option('--every <seconds>', 'between two looks', '10')
    .option('--stall <seconds>', 'for which a log may grow unsealed, or a server not answer', '60')
    .option('--once', 'look once, and tell by the exit code', false)
    .option('--webhook <url>', 'is sent each new alarm as JSON, by POST')
    .option('--json', 'print each observation as a line of JSON', false)
    .action(async (options: Options) => end(await run(options)));
}

async function run(options: Options): Promise<Exit> {
  const { server, token, state, vkey, every, stall, once, webhook, json } = options;
  const hook = webhook === undefined ? undefined : serverUrl(webhook);
  const pause = seconds('every', every);
  const file = new StateFile(state);
  const watcher = new LogWatcher(
    server.map(serverUrl).map((url) => watchedServer(new HttpLedgerReader(url, token), new GraphQLServer(url, token))),
    file.load(),
    {
      given: vkey.map((key) => verifierKeyOf('vkey', key)),
      stall: seconds('stall', stall),
      save: (seen) => file.save(seen),
    },
  );
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  const told = new Map<string, string>();
  let exit: Exit = EXIT.holds;
  while (!stopping.signal.aborted) {
    const observations = await watcher.look();
    for (const observation of observations) {
      const isNew = isNews(observation, told);
      tell(observation, isNew, json);
      if (isNew && observation.outcome === 'ALARM' && hook) await send(hook, observation.alarm);
    }
    exit = worse(exit, once ? exitOf(observations) : alarmsOf(observations));
    if (once) return exit;
    await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
  }
  return exit;
}

/** What is still the case is not told again. */
function isNews(observation: Observation, told: Map<string, string>): boolean {
  const { outcome, server } = observation;
  if (outcome === 'HOLDS' && !observation.isNew && told.get(server) === 'HOLDS') return false;
  const what =
    outcome === 'HOLDS'
      ? 'HOLDS'
      : outcome === 'ALARM'
        ? `${observation.alarm.kind} ${observation.alarm.size}`
        : outcome;
  const isNew = told.get(server) !== what || outcome === 'HOLDS';
  told.set(server, what);
  return isNew;
}

function tell(observation: Observation, isNew: boolean, json: boolean): void {
  const { outcome, server } = observation;
  if (json) process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...observation })}\n`);
  if (!isNew) return;
  if (outcome === 'ALARM')
    process.stderr.write(`ALARM ${observation.alarm.kind} ${server}: ${observation.alarm.message}\n`);
  else if (outcome === 'CANNOT_TELL') process.stderr.write(`${server}: cannot tell: ${observation.why}\n`);
  else if (!json) process.stdout.write(`${server}: ${observation.size} entries, and all that was seen before holds\n`);
}

async function send(url: string, alarm: Alarm): Promise<void> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(alarm),
      signal: AbortSignal.timeout(WEBHOOK_DEADLINE),
    });
    await response.body?.cancel();
    if (!response.ok) process.stderr.write(`--webhook answers ${response.status}: it may not know of the alarm\n`);
  } catch (error) {
    process.stderr.write(`--webhook does not answer, and does not know of the alarm: ${(error as Error).message}\n`);
  }
}

const alarmsOf = (observations: readonly Observation[]): Exit =>
  observations.some(({ outcome }) => outcome === 'ALARM') ? EXIT.doesNotHold : EXIT.holds;

const exitOf = (observations: readonly Observation[]): Exit =>
  worse(
    alarmsOf(observations),
    observations.some(({ outcome }) => outcome === 'CANNOT_TELL') ? EXIT.cannotTell : EXIT.holds,
  );

/** An alarm weighs more than what could not be told. */
const worse = (a: Exit, b: Exit): Exit =>
  ([EXIT.doesNotHold, EXIT.cannotTell] as const).find((e) => e === a || e === b) ?? EXIT.holds;

/** Milliseconds. @throws UsageError */
function seconds(option: string, text: string): number {
  if (/^\d{1,6}(\.\d{1,3})?$/.test(text) && Number(text) > 0) return Number(text) * 1_000;
  throw new UsageError(`--${option}: "${text}" is not a number of seconds above 0`);
}
