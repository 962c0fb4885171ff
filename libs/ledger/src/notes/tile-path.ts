import { TILE_WIDTH, type TileRef } from '../merkle/tile.js';
import { FormatError, quote } from './format.error.js';

/** Entries lie beside the hashes of level 0. */
export type TileKind = number | 'entries';

export interface TilePath {
  readonly kind: TileKind;
  readonly index: number;
  /** 1 to 256. */
  readonly width: number;
}

/** 1234067 is `x001/x234/067`. C2SP tlog-tiles. */
function formatIndex(index: number): string {
  const parts = [String(index % 1000).padStart(3, '0')];
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000))
    parts.unshift(`x${String(rest % 1000).padStart(3, '0')}`);
  return parts.join('/');
}

/** `tile/<L>/<N>[.p/<W>]`, `tile/entries/<N>[.p/<W>]`. */
export function formatTilePath({ kind, index, width }: TilePath): string {
  return `tile/${kind}/${formatIndex(index)}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

export const tilePathOf = ({ level, index, width }: TileRef): string => formatTilePath({ kind: level, index, width });

const PATH = /^tile\/(entries|[0-9]|[1-5][0-9]|6[0-3])\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;

/** The only spelling of each tile is accepted, so that a cache holds it once. @throws FormatError */
export function parseTilePath(path: string): TilePath {
  const [, kind, digits, partial] = PATH.exec(path) ?? [];
  if (kind === undefined || digits === undefined)
    throw new FormatError('tile path', '', `${quote(path)} is not tile/<level>/<number> as tlog-tiles writes it`);
  const index = Number(digits.replace(/[x/]/g, ''));
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  if (partial !== undefined && width >= TILE_WIDTH)
    throw new FormatError('tile path', '', `a partial tile has 1 to 255 hashes, ${quote(path)} says ${width}`);
  if (!Number.isSafeInteger(index) || formatIndex(index) !== digits)
    throw new FormatError('tile path', '', `${quote(path)} does not write its number in the shortest way`);
  return { kind: kind === 'entries' ? kind : Number(kind), index, width };
}
