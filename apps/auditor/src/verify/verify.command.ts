import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import {
  COSIGNATURE_V1,
  FileLedgerReader,
  FormatError,
  type LedgerReader,
  NodeDisk,
  type ReadAhead,
  ReadingThreads,
  type OpeningSource,
  SignatureError,
  type VerifiedLog,
  type Verifier,
  verifyLedger,
} from '#ledger';
import { openHeadStore } from '../../../shared/src/ledger/head.adapter.js';
import { openStoreAt } from '../../../shared/src/log/log.adapter.js';
import { logPlaceOf } from '../../../shared/src/log/log.place.js';
import { UsageError } from '../usage.error.js';
import { addDataOptions, type DataOptions } from '../data.options.js';
import { EXIT, type Exit } from '../exit-codes.js';
import { countingBar } from '../counting-bar.js';
import { GraphQLServer, serverUrl } from '../server/graphql.server.js';
import { tokenOption } from '../server/token.option.js';
import { several, verifierKeyOf } from '../verifier-key.option.js';
import { requireOneSource } from '../source/source.options.js';
import { checkFolder } from '../verify-bundle/verify-bundle.command.js';
import { HistoryLog } from './history.log.js';
import { HttpLedgerReader } from './http-ledger.reader.js';
import { keptCheckpoints } from './kept.checkpoints.js';
import { verifyText } from './verify.text.js';

interface Options extends DataOptions {
  readonly server?: string;
  readonly bundle?: string;
  readonly token?: string;
  readonly head?: string;
  readonly vkey: readonly string[];
  readonly witness: readonly string[];
  readonly checkpoint: readonly string[];
  readonly json: boolean;
}

/** @param end takes the exit code */
export function addVerify(program: Command, end: (code: Exit) => void): void {
  addDataOptions(program.command('verify'))
    .summary('recomputes the ledger from its entries, and compares it with the log')
    .description(
      'Rebuilds the tree from the entries, and compares with it every checkpoint, every tile, the revisions of every ' +
        'stream, and the log: what was sealed and is MISSING, CHANGED, EXTRA or REORDERED there is named, and so is a ' +
        'text that is not the one that was committed to.\n\n' +
        'Of a data folder, of an exported bundle, or of a server over HTTP. There the ledger and its texts need no token; the log is compared as ' +
        "well with an auditor's token (AUDITOR_TOKEN).",
    )
    .option('--server <url>', 'a server, instead of a folder')
    .option('--bundle <folder>', 'an exported bundle, instead of a folder: the same as `verify-bundle <folder>`')
    .addOption(tokenOption('of an auditor'))
    .addOption(new Option('--head <url>', "postgres://… where the ledger's head is shared by nodes").env('LEDGER_HEAD'))
    .option('--vkey <key>', 'a key to believe, known from elsewhere; may be repeated', several, [])
    .option('--witness <key>', 'a witness that must have cosigned the newest checkpoint; may be repeated', several, [])
    .option(
      '--checkpoint <file>',
      'a checkpoint that was kept before, or what `watch` remembers; may be repeated',
      several,
      [],
    )
    .option('--json', 'print the report as JSON', false)
    .action(async (options: Options, command: Command) => {
      requireOneSource(command);
      end(await (options.bundle === undefined ? run(options) : verifyBundleOf(options.bundle, options)));
    });
}

async function verifyBundleOf(folder: string, options: Options): Promise<Exit> {
  if (options.witness.length > 0)
    throw new UsageError('--witness: a bundle is checked with the keys of its log: ask its --server for cosignatures');
  return checkFolder(folder, options);
}

async function run(options: Options): Promise<Exit> {
  const verifiers = options.vkey.map((key) => verifierKeyOf('vkey', key));
  const witnesses = options.witness.map((key) => witnessKeyOf(key));
  const known = options.checkpoint.flatMap(keptCheckpoints);
  const opened = await open(options);
  const bar = options.json ? undefined : countingBar(process.stderr, 'verified');
  try {
    const report = await verifyLedger(opened.reader, {
      ...(opened.log ? { log: opened.log } : {}),
      ...(opened.ahead ? { ahead: opened.ahead } : {}),
      ...(opened.openings ? { openings: opened.openings } : {}),
      ...(verifiers.length > 0 ? { verifiers } : {}),
      witnesses,
      known,
      ...(bar ? { onProgress: bar.tell } : {}),
    });
    bar?.end();
    const keys = await opened.reader.keys();
    const shown = {
      of: opened.where,
      ...report,
      root: report.root?.toString('base64') ?? null,
      keys: keys.map(({ vkey }) => vkey),
      keysGiven: verifiers.length > 0,
    };
    process.stdout.write(options.json ? `${JSON.stringify(shown, null, 2)}\n` : verifyText(shown));
    return report.holds ? EXIT.holds : EXIT.doesNotHold;
  } catch (error) {
    // The newest checkpoint itself: what it says is not so, or nobody whom we believe says it.
    if (!(error instanceof SignatureError || error instanceof FormatError)) throw error;
    process.stderr.write(`The newest checkpoint cannot be believed: ${error.message}.\n`);
    return EXIT.doesNotHold;
  } finally {
    bar?.end();
    await opened.close();
  }
}

interface Opened {
  readonly where: string;
  readonly reader: LedgerReader;
  readonly log?: VerifiedLog;
  readonly ahead?: ReadAhead;
  readonly openings?: OpeningSource;
  close(): Promise<void>;
}

async function open({ server, token, data, log: address, prefix, head: headUrl }: Options): Promise<Opened> {
  if (server !== undefined) {
    const url = serverUrl(server);
    const log = token === undefined ? {} : { log: new HistoryLog(new GraphQLServer(url, token)) };
    const reader = new HttpLedgerReader(url, token);
    return { where: url, reader, openings: reader, ...log, close: async () => {} };
  }
  const folder = resolve(data);
  const ledger = join(folder, 'ledger');
  if (!existsSync(ledger)) throw new UsageError(`${folder} holds no ledger: name the server's DATA_DIR, or a --server`);
  const place = logPlaceOf(address, prefix, folder);
  const log = await openStoreAt(place, { readOnly: true });
  const ahead = new ReadingThreads({
    url: new URL('../../../shared/src/log/log.adapter.js', import.meta.url).href,
    options: place,
  });
  try {
    const file = join(ledger, 'head.db');
    const head = await openHeadStore(headUrl === undefined ? { kind: 'FILE', file } : { kind: 'SERVER', url: headUrl });
    const disk = new NodeDisk(ledger, { readOnly: true });
    const close = async () => {
      disk.close();
      await head.close();
      await log.close();
    };
    return { where: folder, reader: new FileLedgerReader(disk, head), log, ahead, close };
  } catch (error) {
    await log.close();
    throw error;
  }
}

/** @throws UsageError */
function witnessKeyOf(vkey: string): Verifier {
  const verifier = verifierKeyOf('witness', vkey);
  if (verifier.type === COSIGNATURE_V1) return verifier;
  throw new UsageError(`--witness: the key of ${verifier.name} is that of a log: give it as --vkey`);
}
