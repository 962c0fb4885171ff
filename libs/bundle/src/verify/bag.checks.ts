import { join } from 'node:path';
import * as bag from '../bag/bag.files.js';
import { digestOf } from '../bag/digest.js';
import { walk, type FoundFile, type OddFile } from '../bag/walk.js';
import { RECEIPT } from '../form/receipt.form.js';
import { BundleFileError, fileError, type BundleFindings } from './bundle.finding.js';
import { utf8, type BundleFolder } from './bundle.folder.js';
import { readLines } from './line.reader.js';
import { MOST } from './limits.js';

const LINE = /^([0-9a-f]{64}) {2}(.+)$/;
const REQUIRED = [bag.BAGIT, bag.BAG_INFO, bag.MANIFEST, bag.TAG_MANIFEST];
const TAGS = new Set([...REQUIRED, bag.README, bag.VERIFIER, RECEIPT]);

export interface BagChecked extends bag.Oxum {
  /** SHA-256 of `manifest-sha256.txt`; undefined where it cannot be read. */
  readonly manifest: string | undefined;
}

/**
 * That the folder is the bag that its manifests describe (RFC 8493 §3): each file there with its digest, and none besides.
 * Manifest and folder are read side by side, both in the order of the paths; no path of a manifest is ever opened.
 *
 * @param expected why a file of the payload should not be there; undefined where it may
 * @param onBytes told how much of the payload has been hashed
 */
export function checkBag(
  folder: BundleFolder,
  findings: BundleFindings,
  expected: (path: string) => string | undefined,
  onBytes: (bytes: number) => void,
): BagChecked {
  const tell = (file: string, why: string) => findings.add({ kind: 'BAG', file, message: `${file}: ${why}` });
  const files = { bytes: 0, files: 0 };
  const payload = function* () {
    if (!folder.has('data')) return;
    for (const found of walk(folder.root, bag.PAYLOAD)) {
      if (!('odd' in found)) {
        const why = expected(found.path);
        if (why) tell(found.path, why);
        files.bytes += found.bytes;
        files.files += 1;
        onBytes(files.bytes);
      }
      yield found;
    }
  };
  guarded(findings, () => compare(folder, bag.MANIFEST, payload(), tell));
  guarded(findings, () => compare(folder, bag.TAG_MANIFEST, tags(folder, tell), tell));
  for (const name of REQUIRED) if (!folder.has(name)) tell(name, 'it is missing');
  const text = folder.has(bag.BAGIT) ? guarded(findings, () => folder.text(bag.BAGIT, MOST.note)) : undefined;
  if (text !== undefined && text !== bag.BAGIT_TEXT) tell(bag.BAGIT, 'it is not that of a BagIt 1.0 bag in UTF-8');
  const manifest = folder.has(bag.MANIFEST) ? digestOf(join(folder.root, bag.MANIFEST)) : undefined;
  return { manifest, ...files };
}

type Tell = (file: string, why: string) => void;

function* tags(folder: BundleFolder, tell: Tell): Generator<FoundFile | OddFile> {
  for (const found of walk(folder.root, '', 0, ({ path, isFolder }) => !(isFolder && path === 'data'))) {
    if (found.path === bag.TAG_MANIFEST) continue;
    if (!TAGS.has(found.path)) tell(found.path, 'it is no file of a bundle');
    yield found;
  }
}

/** A merge of what is named and what is there. */
function compare(folder: BundleFolder, manifest: string, there: Generator<FoundFile | OddFile>, tell: Tell): void {
  const named = manifestLines(folder, manifest);
  let line = named.next();
  let found = there.next();
  while (!line.done || !found.done) {
    const [name, file] = [line.done ? undefined : line.value.path, found.done ? undefined : found.value];
    if (file !== undefined && 'odd' in file) {
      tell(file.path, `it ${file.odd}, and a bundle holds plain files only`);
      if (name === file.path) line = named.next();
      found = there.next();
    } else if (name === undefined || (file !== undefined && file.path < name)) {
      tell(file!.path, `${manifest} does not name it`);
      found = there.next();
    } else if (file === undefined || name < file.path) {
      tell(name, `it is missing, and ${manifest} names it`);
      line = named.next();
    } else {
      const digest = digestOf(join(folder.root, file.path));
      if (digest !== line.value!.digest)
        tell(file.path, `it is not the file that ${manifest} names: its SHA-256 is ${digest}`);
      line = named.next();
      found = there.next();
    }
  }
}

function* manifestLines(folder: BundleFolder, manifest: string): Generator<{ path: string; digest: string }> {
  let last = '';
  for (const { bytes, number } of readLines(folder, manifest, MOST.line)) {
    const [, digest, path] = LINE.exec(utf8(bytes) ?? '') ?? [];
    if (digest === undefined || path === undefined)
      throw fileError('FORM', manifest, `line ${number} is not a SHA-256, two spaces and a path`);
    if (!bag.isBundlePath(path))
      throw fileError(
        'FORM',
        manifest,
        `line ${number} names a path that no bundle has: one that leaves it, or has odd names`,
      );
    if (path <= last) throw fileError('FORM', manifest, `line ${number} is not sorted by path, or names a file again`);
    last = path;
    yield { path, digest };
  }
}

/** What cannot be read is a finding; the rest goes on. */
export function guarded<T>(findings: BundleFindings, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof BundleFileError)) throw error;
    findings.add(error.finding);
    return undefined;
  }
}
