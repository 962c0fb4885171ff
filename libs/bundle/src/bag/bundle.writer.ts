import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readme } from '../form/readme.js';
import { formatReceipt, RECEIPT, type Receipt } from '../form/receipt.form.js';
import * as bag from './bag.files.js';
import { digestOf } from './digest.js';
import { FileAppender } from './file.appender.js';
import { syncFolder } from '#ledger';
import { walk } from './walk.js';

/** The folder cannot be taken, or a file cannot be written as a bundle has it. */
export class BundleWriteError extends Error {
  override readonly name = 'BundleWriteError';
}

export interface FinishedBundle {
  readonly folder: string;
  /** SHA-256 of `manifest-sha256.txt`, hexadecimal: what `ExportIssued` records. */
  readonly sha256: string;
  readonly payload: bag.Oxum;
}

export interface BundleTags extends bag.BagInfo {
  /** The built single-file verifier. */
  readonly verifier: string;
  /** Called when all that is exported is written, with the digest that `ExportIssued` records. */
  readonly receipt?: (sha256: string) => Promise<Receipt | undefined>;
}

/**
 * Writes a bundle beside its place, and moves it there when it is whole: what carries the name of a bundle is one.
 * In memory is none of what was written.
 */
export class BundleWriter {
  private readonly partial: string;
  private readonly open = new Map<string, FileAppender>();

  private constructor(readonly folder: string) {
    this.partial = `${folder}.partial`;
  }

  /** @throws BundleWriteError where there is something at the folder already */
  static create(folder: string): BundleWriter {
    const place = resolve(folder);
    if (existsSync(place) && readdirSync(place).length > 0)
      throw new BundleWriteError(`${place} is not empty: name a folder that is not there yet`);
    const writer = new BundleWriter(place);
    if (existsSync(writer.partial))
      throw new BundleWriteError(
        `${writer.partial} is there: another export writes it, or one broke off and left it. In that case remove it`,
      );
    mkdirSync(join(writer.partial, 'data'), { recursive: true });
    return writer;
  }

  /** A whole file of the payload. @param path from the bundle's folder: `data/export.json` */
  write(path: string, content: string | Uint8Array): void {
    const file = new FileAppender(this.newFile(path));
    try {
      file.append(content);
    } finally {
      file.close();
    }
  }

  /** A file of the payload that is longer than memory: its end is written when the bundle is finished, or at `end`. */
  append(path: string, content: string | Uint8Array): void {
    const known = this.open.get(path);
    const file = known ?? new FileAppender(this.newFile(path));
    if (!known) this.open.set(path, file);
    file.append(content);
  }

  end(path: string): void {
    this.open.get(path)?.close();
    this.open.delete(path);
  }

  /** Adds label, manifests, receipt and verifier, and puts the bundle in its place. The writer is of no use then. */
  async finish({ verifier, receipt, ...info }: BundleTags): Promise<FinishedBundle> {
    this.open.forEach((_, path) => this.end(path));
    const payload = this.writeManifest();
    const sha256 = digestOf(join(this.partial, bag.MANIFEST), true);
    const received = await receipt?.(sha256);
    copyFileSync(verifier, join(this.partial, bag.VERIFIER));
    this.tag(bag.BAGIT, bag.BAGIT_TEXT);
    this.tag(bag.BAG_INFO, bag.formatBagInfo(info, payload));
    this.tag(bag.README, readme(info));
    if (received) this.tag(RECEIPT, formatReceipt(received));
    this.writeTagManifest();
    syncFolder(this.partial);
    // An empty folder may stand in its place; one that has been filled meanwhile stays as it is.
    if (existsSync(this.folder)) rmdirSync(this.folder);
    renameSync(this.partial, this.folder);
    syncFolder(dirname(this.folder));
    return { folder: this.folder, sha256, payload };
  }

  /** Leaves nothing behind. */
  abandon(): void {
    this.open.forEach((_, path) => this.end(path));
    rmSync(this.partial, { recursive: true, force: true });
  }

  private newFile(path: string): string {
    if (!path.startsWith(bag.PAYLOAD) || !bag.isBundlePath(path))
      throw new BundleWriteError(`${JSON.stringify(path)} is no path of a bundle's payload: data/ and plain names`);
    const file = join(this.partial, path);
    mkdirSync(dirname(file), { recursive: true });
    return file;
  }

  private tag(name: string, content: string): void {
    const file = new FileAppender(join(this.partial, name));
    file.append(content);
    file.close();
  }

  /** From the disk, in the order of the paths: what the manifest names is what is there. */
  private writeManifest(): bag.Oxum {
    const manifest = new FileAppender(join(this.partial, bag.MANIFEST));
    let [bytes, files] = [0, 0];
    let folder = '';
    for (const found of walk(this.partial, bag.PAYLOAD)) {
      if ('odd' in found) throw new BundleWriteError(`${found.path} ${found.odd}`);
      manifest.append(bag.manifestLine(digestOf(join(this.partial, found.path), true), found.path));
      bytes += found.bytes;
      files += 1;
      const within = dirname(join(this.partial, found.path));
      if (within !== folder) syncFolder((folder = within));
    }
    manifest.close();
    return { bytes, files };
  }

  private writeTagManifest(): void {
    const names = readdirSync(this.partial).filter((name) => name !== 'data');
    const lines = names
      .sort()
      .map((name) => bag.manifestLine(digestOf(join(this.partial, name), true), name))
      .join('');
    this.tag(bag.TAG_MANIFEST, lines);
    digestOf(join(this.partial, bag.TAG_MANIFEST), true);
  }
}
