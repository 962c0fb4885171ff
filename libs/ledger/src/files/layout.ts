/**
 * What lies in the ledger's folder. Hashes and entries only ever grow at their end, 65,536 to a file: a partial tile of
 * any width is cut out of its file, so that none has to be kept, and a batch is made durable with a handful of `fsync`s
 * however many tiles it touches.
 *
 *     tiles/<level>/<n>   hashes of 32 bytes: 256 tiles
 *     entries/<n>         entries, each after its 16-bit length: 256 entry bundles
 *     entries/bundles     6 bytes for each complete bundle: where it ends in its file
 *     ids/<n>.tail        4 bytes of each event id, in order, of the file that is not complete
 *     ids/<n>             6 bytes each, sorted: 4 of the event id, 2 of the place within the file
 *     checkpoint          the newest published checkpoint
 *     node                an id of this folder's own, by which nodes tell who seals
 */
export const PER_FILE = 65_536;
export const BUNDLE_END_BYTES = 6;
export const TAIL_ID_BYTES = 4;
export const SORTED_ID_BYTES = 6;

const number = (n: number) => String(n).padStart(6, '0');

export const tileFile = (level: number, n: number): string => `tiles/${level}/${number(n)}`;
export const entriesFile = (n: number): string => `entries/${number(n)}`;
export const idsFile = (n: number): string => `ids/${number(n)}`;
export const idsTailFile = (n: number): string => `ids/${number(n)}.tail`;
export const BUNDLES = 'entries/bundles';
export const CHECKPOINT = 'checkpoint';
export const NODE = 'node';
export const RESUME = 'resume.json';
export const HEAD = 'head.db';
export const LOCK = 'lock';
