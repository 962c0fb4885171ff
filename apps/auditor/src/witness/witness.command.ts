import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Command } from 'commander';
import type { WitnessAnswer } from '#ledger';
import { EXIT, type Exit } from '../exit-codes.js';
import { UsageError } from '../usage.error.js';
import { several, verifierKeyOf } from '../verifier-key.option.js';
import { openWitness } from './open.witness.js';
import { witnessServer } from './witness.server.js';

interface Options {
  readonly listen: string;
  readonly state: string;
  readonly key: string;
  readonly name?: string;
  readonly log: readonly string[];
  readonly json: boolean;
}

/** @param end takes the exit code */
export function addWitness(program: Command, end: (code: Exit) => void): void {
  program
    .command('witness')
    .summary('cosigns the checkpoints of logs, for those who do not want to take the operator’s word alone')
    .description(
      'Answers add-checkpoint as C2SP tlog-witness has it: a checkpoint is cosigned (cosignature/v1) if a key of its ' +
        'log signed it and its tree begins with the last one that was cosigned here. What was cosigned is on disk ' +
        'before the answer is given. Key and state are made at the first start; keep them together, and never start a ' +
        'witness on an older state. Ends with SIGINT or SIGTERM.',
    )
    .requiredOption('--log <vkey>', "a log's key; may be repeated, also for two keys of one log", several, [])
    .option(
      '--listen <address:port>',
      'where it is asked, plain HTTP: put a proxy with TLS before it',
      '127.0.0.1:8090',
    )
    .option('--state <file>', 'what was cosigned', './witness-state.json')
    .option('--key <file>', 'the key of the witness, readable by its owner alone', './witness.key')
    .option('--name <name>', 'of the witness, best an address without its scheme; keep it for good')
    .option('--json', 'print each cosigned checkpoint as a line of JSON', false)
    .action(async (options: Options) => end(await run(options)));
}

async function run({ listen, state, key, name, log, json }: Options): Promise<Exit> {
  const [, host, port] = /^\[?([^[\]]+)\]?:(\d{1,5})$/.exec(listen) ?? [];
  if (host === undefined) throw new UsageError(`--listen: "${listen}" is no address and port, such as 127.0.0.1:8090`);
  const opened = openWitness({
    key,
    state,
    ...(name === undefined ? {} : { name }),
    logs: log.map((vkey) => verifierKeyOf('log', vkey)),
  });
  const server = witnessServer(opened.witness, {
    onAnswer: (answer) => tell(answer, json),
    onFailure: ({ message }) => void process.stderr.write(`not cosigned, the log will ask again: ${message}\n`),
  });
  try {
    server.listen({ host, port: Number(port) });
    await once(server, 'listening');
    const { address, port: taken } = server.address() as AddressInfo;
    const url = `http://${address.includes(':') ? `[${address}]` : address}:${taken}`;
    process.stdout.write(
      json ? `${JSON.stringify({ url, vkey: opened.signer.vkey })}\n` : `${url}\n${opened.signer.vkey}\n`,
    );
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    });
    return EXIT.holds;
  } finally {
    server.close();
    server.closeAllConnections();
    opened.close();
  }
}

function tell({ cosigned, evidence }: WitnessAnswer, json: boolean): void {
  if (cosigned)
    process.stdout.write(
      json ? `${JSON.stringify(cosigned)}\n` : `cosigned ${cosigned.origin}, ${cosigned.size} entries\n`,
    );
  // Two signatures of one log over two trees of one size: whoever sees them needs no word of ours.
  if (evidence)
    process.stderr.write(`ALARM: the log has signed two trees that do not go together:\n\n${evidence.join('\n')}\n`);
}
