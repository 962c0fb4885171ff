import { EMPTY_ROOT, entryHash, verifyConsistency } from '../merkle/index.js';
import {
  addCosignatures,
  cosignedAt,
  cosigner,
  ed25519Signer,
  formatAddCheckpoint,
  FormatError,
  formatTlogProof,
  openCheckpoint,
  openNote,
  parseAddCheckpoint,
  parseCheckpoint,
  parseNote,
  parseTlogProof,
  signCheckpoint,
  verifyTlogProof,
} from './index.js';
import { TiledTree } from '../merkle/index.js';
import { leavesOf, PlainTiles, plainRoot } from '../merkle/testing/tree.builder.js';

/** The example of C2SP tlog-cosignature. */
const EXAMPLE = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
`;
const ORIGIN = 'example.org/log';
const log = ed25519Signer(ORIGIN, Buffer.alloc(32, 1));
const leaves = leavesOf(300);
const tree = (size: number) => new TiledTree(new PlainTiles(leaves), size);
const rootOf = (size: number) => plainRoot(leaves.slice(0, size));
const checkpointOf = (size: number) => signCheckpoint(ORIGIN, { size, root: rootOf(size) }, [log]);

describe('a checkpoint', () => {
  it('is read as the specification writes it', () => {
    const note = parseNote(EXAMPLE);
    const { origin, size, root, extensions } = parseCheckpoint(note.text);
    expect({ origin, size, extensions }).toEqual({
      origin: 'example.com/behind-the-sofa',
      size: 20852163,
      extensions: [],
    });
    expect(root.toString('base64')).toBe('CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=');
    expect(note.signatures.map(cosignedAt)).toEqual([undefined, new Date(1679315147_000)]);
  });

  it('opens with a key of its log only', () => {
    expect(openCheckpoint(checkpointOf(5), [log.verifier])).toMatchObject({ origin: ORIGIN, size: 5 });
    // Another log's key, trusted for its own checkpoints, must not vouch for ours.
    const stranger = ed25519Signer('example.org/other', Buffer.alloc(32, 2));
    const forged = signCheckpoint(ORIGIN, { size: 5, root: EMPTY_ROOT }, [stranger]);
    expect(() => openCheckpoint(forged, [log.verifier, stranger.verifier])).toThrow('no known key signed it');
  });

  it.each([
    ['two lines', 'a\n1\n', 'it has 2 lines'],
    ['no origin', `\n1\n${EMPTY_ROOT.toString('base64')}\n`, 'line 1: it is empty'],
    ['a leading zero', `a\n01\n${EMPTY_ROOT.toString('base64')}\n`, 'checkpoint, line 2: "01" is not a plain decimal'],
    ['a sign', `a\n-1\n${EMPTY_ROOT.toString('base64')}\n`, 'line 2'],
    [
      'a size that no one counts',
      `a\n9007199254740992\n${EMPTY_ROOT.toString('base64')}\n`,
      'larger than this program',
    ],
    ['a short root', 'a\n1\nAAAA\n', 'checkpoint, line 3: a hash has 32 bytes, this one 3'],
    ['no newline', `a\n1\n${EMPTY_ROOT.toString('base64')}`, 'does not end in a newline'],
  ])('with %s is refused', (_, text, why) => {
    expect(() => parseCheckpoint(text)).toThrow(FormatError);
    expect(() => parseCheckpoint(text)).toThrow(why);
  });
});

describe('a cosignature', () => {
  const witness = cosigner('witness.example/w', Buffer.alloc(32, 3), () => 1_700_000_000_999);
  const answer = (checkpoint: string) => formatLines(parseNote(checkpoint).text);
  const formatLines = (text: string) => {
    const { name, keyId, signature } = witness.sign(text);
    const id = Buffer.alloc(4);
    id.writeUInt32BE(keyId);
    return `— ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`;
  };

  it('is added to the checkpoint, and opens with the key of the witness', () => {
    const { checkpoint, by } = addCosignatures(checkpointOf(7), answer(checkpointOf(7)), [witness.verifier]);
    expect(by).toEqual([witness.verifier]);
    const opened = openNote(checkpoint, [log.verifier, witness.verifier]);
    expect(opened.signedBy).toEqual([log.verifier, witness.verifier]);
    expect(cosignedAt(opened.signatures[1]!)).toEqual(new Date(1_700_000_000_000));
    expect(openCheckpoint(checkpoint, [log.verifier, witness.verifier]).size).toBe(7);
  });

  it('over another checkpoint is refused, that of an unknown witness left out', () => {
    const add = (witnesses: readonly (typeof witness.verifier)[]) =>
      addCosignatures(checkpointOf(7), answer(checkpointOf(8)), witnesses);
    expect(() => add([witness.verifier])).toThrow(
      'the cosignature of witness.example/w is not one over this checkpoint',
    );
    expect(add([])).toEqual({ checkpoint: checkpointOf(7), by: [] });
  });

  it('must have its time', () => {
    const { text } = parseNote(checkpointOf(7));
    const { signature } = witness.sign(text);
    expect(witness.verifier.verify(text, signature)).toBe(true);
    expect(witness.verifier.verify(text, signature.subarray(8))).toBe(false);
    const later = Buffer.from(signature);
    later[7]! ^= 1;
    expect(witness.verifier.verify(text, later)).toBe(false);
  });
});

describe('a request to a witness', () => {
  it('is read as it was written', async () => {
    const request = { oldSize: 100, proof: await tree(300).consistencyProof(100), checkpoint: checkpointOf(300) };
    const read = parseAddCheckpoint(formatAddCheckpoint(request));
    expect(read).toEqual(request);
    verifyConsistency({ size: 100, root: rootOf(100) }, { size: 300, root: rootOf(300) }, read.proof);
  });

  it.each([
    ['no old size', 'new 4\n\nrest', 'line 1: it does not begin with the old size'],
    ['an old size in hexadecimal', 'old 0x4\n\nrest', 'line 1'],
    ['a hash that is none', 'old 4\nAAAA\n\nrest', 'line 2: a hash has 32 bytes'],
    ['too many hashes', `old 4\n${'AAAA\n'.repeat(64)}\nrest`, 'more than 63 hashes'],
    ['no checkpoint', 'old 4\n', 'no empty line'],
  ])('with %s is refused', (_, body, why) => expect(() => parseAddCheckpoint(body)).toThrow(why));
});

describe('a tlog-proof', () => {
  const proofOf = async (index: number, size: number, extra?: Uint8Array) =>
    formatTlogProof({ index, hashes: await tree(size).inclusionProof(index), checkpoint: checkpointOf(size), extra });

  it('shows an entry of the checkpointed tree, offline', async () => {
    for (const [index, size] of [
      [0, 1],
      [5, 9],
      [299, 300],
    ] as const) {
      const proof = parseTlogProof(await proofOf(index, size));
      expect(verifyTlogProof(proof, leaves[index]!, [log.verifier]).size).toBe(size);
      expect(() => verifyTlogProof(proof, leaves[(index + 1) % 300]!, [log.verifier])).toThrow(
        'does not lead from entry',
      );
    }
  });

  it('carries what it is given besides', async () => {
    const text = await proofOf(3, 9, Buffer.from('more'));
    expect(text.split('\n').slice(0, 3)).toEqual(['c2sp.org/tlog-proof@v1', 'extra bW9yZQ==', 'index 3']);
    expect(Buffer.from(parseTlogProof(text).extra!).toString()).toBe('more');
  });

  it('does not prove anything once a bit of it was flipped', async () => {
    const bytes = Buffer.from(await proofOf(5, 9));
    const accepted: number[] = [];
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      try {
        verifyTlogProof(parseTlogProof(flipped.toString('utf8')), leaves[5]!, [log.verifier]);
        accepted.push(bit);
      } catch {
        // As it should be.
      }
    }
    expect(accepted).toEqual([]);
  });

  it.each([
    ['another header', 'c2sp.org/tlog-proof@v2\nindex 0\n\nx', 'line 1'],
    ['no index', 'c2sp.org/tlog-proof@v1\nextra AA==\n\nx', 'line 3: the index of the entry is missing'],
    ['an index with a zero before it', 'c2sp.org/tlog-proof@v1\nindex 07\n\nx', 'line 2'],
    ['a hash that is none', 'c2sp.org/tlog-proof@v1\nindex 7\nAAAA\n\nx', 'line 3: a hash has 32 bytes'],
    ['a checkpoint that is none', 'c2sp.org/tlog-proof@v1\nindex 7\n\nx', 'note'],
  ])('with %s is refused', (_, text, why) => expect(() => parseTlogProof(text)).toThrow(why));

  it('of an entry beyond the checkpoint is refused', () => {
    const proof = parseTlogProof(formatTlogProof({ index: 9, hashes: [], checkpoint: checkpointOf(9) }));
    expect(() => verifyTlogProof(proof, entryHash(Buffer.alloc(0)), [log.verifier])).toThrow('entry 9 is not in');
  });
});
