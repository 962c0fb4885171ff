import { eventStoreProblem, streamPrefixProblem } from '../../../shared/src/log/log.place.js';
import {
  keyProblem,
  ledgerOriginProblem,
  originsProblem,
  readModelFromProblem,
  timeZoneProblem,
  vaultProblem,
  webAddressProblem,
} from './checks.js';
import { witnessesProblem } from './witness-address.js';
import { choice, flag, integer, list, text } from './declare.js';
import type { ValueOf } from './variable.js';

const MINUTE = 60_000;
const MIB = 1024 * 1024;

/** Every variable that the server reads. Defaults are chosen so that the demo's queries fit with room to spare. */
export const VARIABLES = {
  dataDir: text('DATA_DIR', './data', {
    description: 'Folder of the log, the read model, the vault and the ledger. Made at the first start.',
    allowed: 'a folder that the server may write to',
  }),
  host: text('HOST', '127.0.0.1', {
    description: 'Address to listen on. The default is reachable from this machine only.',
    allowed: 'an IP address or a host name',
  }),
  port: integer('PORT', 3000, [0, 65_535], 'Port to listen on; 0 takes a free one.'),
  eventStore: text('EVENT_STORE', 'sqlite:', {
    description: 'Where the log is. `sqlite:` is a file in `DATA_DIR`. May carry a password, and is not shown.',
    allowed: '`sqlite:`, `sqlite:<file>` or a `kurrentdb://` connection string',
    secret: true,
    check: eventStoreProblem,
  }),
  streamPrefix: text('ONRECORD_STREAM_PREFIX', '', {
    description:
      'Set before the name of every stream on a KurrentDB server, so that it can be shared. Keep it for good.',
    allowed: 'letters, digits, `_` and `.`, or nothing',
    check: streamPrefixProblem,
  }),
  logLevel: choice(
    'LOG_LEVEL',
    'info',
    ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
    'What is logged, as JSON lines on standard error. No level logs personal data.',
  ),

  publicRead: flag(
    'ONRECORD_PUBLIC_READ',
    true,
    'Whether reading needs no token. With `false` every GraphQL request needs one.',
  ),
  vault: text('VAULT', 'sqlite:', {
    description:
      'Where sealed values are. `sqlite:` is a file in `DATA_DIR`; several nodes share a PostgreSQL. May carry a password, and is not shown.',
    allowed: '`sqlite:` or a `postgres://` connection string',
    secret: true,
    check: vaultProblem,
  }),
  vaultKey: text('ONRECORD_VAULT_KEY', undefined, {
    description:
      'Master key of the vault, the same on every node. Without it one is made in `DATA_DIR`, readable by its owner only; a vault on PostgreSQL needs it.',
    allowed: '32 bytes as base64 or hexadecimal',
    secret: true,
    check: keyProblem,
  }),
  readModelFrom: text('ONRECORD_READ_MODEL_FROM', undefined, {
    description:
      'Where a node that has no read model takes one over, instead of filling it from the log: a copy made by `npm run read-model:copy`, or another node.',
    allowed: 'a file, or the `http://` or `https://` address of a node',
    check: readModelFromProblem,
  }),
  peerToken: text('ONRECORD_PEER_TOKEN', undefined, {
    description: 'Token of an administrator, with which the read model of another node is asked for.',
    allowed: 'a token of ours',
    secret: true,
  }),
  ledger: choice(
    'ONRECORD_LEDGER',
    'seal',
    ['seal', 'follow', 'off'],
    'Whether this node signs the ledger, only serves what another one signs, or keeps none.',
  ),
  ledgerOrigin: text('ONRECORD_LEDGER_ORIGIN', undefined, {
    description:
      'Name of the ledger in its checkpoints, best the address of `/log` without its scheme. Set it before the first start: a ledger keeps its name. Without it the name is `onrecord.invalid/` and the id of the log.',
    allowed: 'a name without spaces and plus signs, such as `record.example.org/log`',
    check: ledgerOriginProblem,
  }),
  ledgerKey: text('ONRECORD_LEDGER_KEY', undefined, {
    description:
      'Key that signs checkpoints (an Ed25519 seed). Without it one is made in `DATA_DIR`, readable by its owner only.',
    allowed: '32 bytes as base64 or hexadecimal',
    secret: true,
    check: keyProblem,
  }),
  ledgerFormerKey: text('ONRECORD_LEDGER_FORMER_KEY', undefined, {
    description: 'Key that `ONRECORD_LEDGER_KEY` replaces; signs along until all who verify know the new one.',
    allowed: '32 bytes as base64 or hexadecimal',
    secret: true,
    check: keyProblem,
  }),
  ledgerWithin: integer(
    'ONRECORD_LEDGER_WITHIN_MS',
    5_000,
    [50, 3_600_000],
    'Milliseconds after which a new entry is sealed at the latest; sooner where 256 have come. Each seal is a checkpoint.',
  ),
  ledgerWitnesses: list('ONRECORD_LEDGER_WITNESSES', {
    description: 'Witnesses that are asked to cosign each checkpoint (C2SP tlog-witness). The same on every node.',
    allowed:
      'keys of witnesses, each with the address before `/add-checkpoint`, separated by commas: `<vkey> https://…`',
    check: witnessesProblem,
  }),
  ledgerQuorum: integer(
    'ONRECORD_LEDGER_QUORUM',
    0,
    [0, 16],
    'How many of them must have cosigned a checkpoint before it is published; with 0 it is at once.',
  ),
  tsaUrl: text('TSA_URL', undefined, {
    description: 'Time stamping authority (RFC 3161) that is asked to stamp one checkpoint a day.',
    allowed: 'an `http://` or `https://` address',
    check: webAddressProblem,
  }),
  acceptOlderLog: flag(
    'ONRECORD_ACCEPT_OLDER_LOG',
    false,
    'Whether to go on with a log that ends before the place to which the vault has followed it. For one start.',
  ),
  authFailuresPerMinute: integer(
    'ONRECORD_AUTH_FAILURES_PER_MINUTE',
    20,
    [1, 10_000],
    'Wrong tokens that one address may present in a minute before its tokens are looked up one at a time for the rest of it, and wrong ones told to wait. A valid one is not refused.',
  ),
  corsOrigins: list('ONRECORD_CORS_ORIGINS', {
    description: 'Web origins whose pages may call the API; none by default.',
    allowed: 'origins separated by commas, such as `https://example.org`, or `*`',
    check: originsProblem,
  }),
  publicUrl: text('ONRECORD_PUBLIC_URL', undefined, {
    description: 'Address under which readers reach the server, which citations name.',
    allowed: 'a web origin, such as `https://record.example.org`',
    check: (url) => originsProblem([url]),
  }),
  trustProxy: flag(
    'ONRECORD_TRUST_PROXY',
    false,
    'Whether a proxy in front sets `X-Forwarded-For`; with `true` and no proxy, addresses can be forged; with `false` ' +
      'behind a proxy all requests are of one address, and whoever sends wrong tokens slows down every token.',
  ),

  timeZone: text('ONRECORD_TIME_ZONE', 'UTC', {
    description: 'Zone in which a bare date in `asOf` ends.',
    allowed: 'an IANA time zone, such as `America/Chicago`',
    check: timeZoneProblem,
  }),
  staleDays: integer(
    'ONRECORD_STALE_DAYS',
    90,
    [1, 3650],
    'Days without movement or confirmation after which an open record is stale.',
  ),
  readWaitMs: integer(
    'ONRECORD_READ_WAIT_MS',
    5_000,
    [0, MINUTE],
    'Milliseconds that a mutation waits for the read model to show what it wrote, and a query for that of its `x-read-after`.',
  ),

  maxDepth: integer('ONRECORD_MAX_DEPTH', 16, [3, 100], 'Levels of fields in one operation.'),
  maxBreadth: integer('ONRECORD_MAX_BREADTH', 100, [10, 10_000], 'Fields in one selection.'),
  maxAliases: integer('ONRECORD_MAX_ALIASES', 50, [0, 10_000], 'Aliases in one operation.'),
  maxOperations: integer('ONRECORD_MAX_OPERATIONS', 20, [1, 1000], 'Operations in one document.'),
  maxTokens: integer('ONRECORD_MAX_TOKENS', 4_000, [100, 1_000_000], 'Lexical tokens in one document.'),
  maxCost: integer(
    'ONRECORD_MAX_COST',
    50_000,
    [100, 100_000_000],
    'Estimated cost of one operation: a field costs 1 or what the schema says, a list multiplies by its page.',
  ),
  maxPage: integer('ONRECORD_MAX_PAGE', 100, [1, 1000], 'Largest `first` of a list.'),
  defaultPage: integer('ONRECORD_DEFAULT_PAGE', 20, [1, 1000], 'Size of a page where `first` is not given.'),
  maxBodyBytes: integer('ONRECORD_MAX_BODY_BYTES', MIB, [1024, 64 * MIB], 'Bytes of one request body.'),
  requestTimeoutMs: integer(
    'ONRECORD_REQUEST_TIMEOUT_MS',
    30_000,
    [1000, 10 * MINUTE],
    'Milliseconds in which a client must have sent its whole request.',
  ),

  maxConnections: integer(
    'ONRECORD_SUBSCRIPTION_MAX_CONNECTIONS',
    2_000,
    [0, 100_000],
    'WebSocket and event-stream connections at once.',
  ),
  maxSubscriptions: integer(
    'ONRECORD_SUBSCRIPTION_MAX_PER_CONNECTION',
    20,
    [1, 1000],
    'Operations running at once on one WebSocket.',
  ),
  maxMessageBytes: integer(
    'ONRECORD_SUBSCRIPTION_MAX_MESSAGE_BYTES',
    256 * 1024,
    [1024, 16 * MIB],
    'Bytes of one message that a WebSocket client sends.',
  ),
  sendBufferBytes: integer(
    'ONRECORD_SUBSCRIPTION_BUFFER_BYTES',
    64 * 1024,
    [1024, 16 * MIB],
    'Bytes held for a client that reads slowly before no further change is read for it.',
  ),
  maxLag: integer(
    'ONRECORD_SUBSCRIPTION_MAX_LAG',
    100_000,
    [100, 100_000_000],
    'Entries that a subscriber may fall behind before it is told `SLOW_CONSUMER`.',
  ),
  pingMs: integer(
    'ONRECORD_SUBSCRIPTION_PING_MS',
    12_000,
    [100, 10 * MINUTE],
    'Milliseconds between signs of life on an open connection; a client that misses two is disconnected.',
  ),

  shutdownGraceMs: integer(
    'ONRECORD_SHUTDOWN_GRACE_MS',
    10_000,
    [0, 10 * MINUTE],
    'Milliseconds that a stop waits for accepted requests before it cuts them off.',
  ),
} as const;

type Declared = typeof VARIABLES;

/** The validated configuration. */
export type Config = { readonly [K in keyof Declared]: ValueOf<Declared[K]> };
