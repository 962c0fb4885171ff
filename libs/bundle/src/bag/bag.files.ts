/** RFC 8493: the names of the tag files, and the forms of their lines. */
export const BAGIT = 'bagit.txt';
export const BAG_INFO = 'bag-info.txt';
export const MANIFEST = 'manifest-sha256.txt';
export const TAG_MANIFEST = 'tagmanifest-sha256.txt';
export const README = 'README.txt';
export const VERIFIER = 'verify.mjs';
export const PAYLOAD = 'data/';

export const BAGIT_TEXT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

/** One line of a manifest. @param digest hexadecimal */
export const manifestLine = (digest: string, path: string): string => `${digest}  ${path}\n`;

/** What the bundle's label says. */
export interface BagInfo {
  /** Program and version that made it. */
  readonly agent: string;
  /** `2026-01-14`: the date of the newest entry held, since a clock would make each bundle another. */
  readonly date: string;
  /** Id of the export. */
  readonly identifier: string;
  /** For people, one line. */
  readonly description?: string;
}

/** `Payload-Oxum`: bytes and files of the payload. */
export interface Oxum {
  readonly bytes: number;
  readonly files: number;
}

export function formatBagInfo({ agent, date, identifier, description }: BagInfo, { bytes, files }: Oxum): string {
  const lines = [
    ['Bag-Software-Agent', agent],
    ['Bagging-Date', date],
    ...(description === undefined ? [] : [['External-Description', description]]),
    ['External-Identifier', identifier],
    ['Payload-Oxum', `${bytes}.${files}`],
  ];
  return lines.map(([label, value]) => `${label}: ${oneLine(value!)}\n`).join('');
}

// oxlint-disable-next-line no-control-regex
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();

const PATH = /^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;
/** Longest path within a bundle; ours have some tens of characters. */
const LONGEST = 200;

/** Plain names, downwards only: what any file system takes, and no manifest has to escape. */
export const isBundlePath = (path: string): boolean => path.length <= LONGEST && PATH.test(path);
