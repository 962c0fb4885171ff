import fc from 'fast-check';
import {
  ed25519Signer,
  FormatError,
  openNote,
  parseNote,
  parseVerifierKey,
  SignatureError,
  signNote,
} from './index.js';

/** The example of C2SP signed-note. */
const EXAMPLE_KEY = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const EXAMPLE = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`;
const SIGNATURE = EXAMPLE.split('\n')[2]!;
const seed = (n: number) => Buffer.alloc(32, n);
const log = ed25519Signer('example.org/log', seed(1));
const other = ed25519Signer('example.org/log', seed(2));

describe('a signed note', () => {
  it('opens with the key of the specification', () => {
    const { text, signedBy } = openNote(EXAMPLE, [parseVerifierKey(EXAMPLE_KEY)]);
    expect(text).toBe('This is an example message.\n');
    expect(signedBy.map(({ name }) => name)).toEqual(['example.com/foo']);
  });

  it('is signed as RFC 8032 says', () => {
    // RFC 8032 §7.1, TEST 2, whose message is one byte; a note ends in a newline, so the key alone is compared.
    const secret = Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex');
    const { verifier } = ed25519Signer('rfc8032', secret);
    const expected = '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c';
    expect(verifier.publicKey.toString('hex')).toBe(expected);
  });

  it('opens with what signed it, whatever its text', () =>
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme-composite' })), (lines) => {
        const text = `${lines.join('\n').replace(/\p{Cc}/gu, '\n')}\n`;
        const note = signNote(text, [log, other]);
        const opened = openNote(note, [parseVerifierKey(log.vkey), parseVerifierKey(other.vkey)]);
        expect(opened.text).toBe(text);
        expect(opened.signedBy).toHaveLength(2);
      }),
    ));

  it('is not opened once a bit of it was flipped', () => {
    const bytes = Buffer.from(EXAMPLE);
    const key = parseVerifierKey(EXAMPLE_KEY);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const flipped = Buffer.from(bytes);
      flipped[bit >> 3]! ^= 1 << (bit & 7);
      let opened;
      try {
        opened = openNote(new TextDecoder('utf-8', { fatal: true }).decode(flipped), [key]);
      } catch {
        continue;
      }
      throw new Error(`bit ${bit} may be flipped: ${JSON.stringify(opened)}`);
    }
    expect(openNote(bytes.toString(), [key]).signedBy).toHaveLength(1);
  });

  it('passes over what unknown keys signed', () => {
    const note = signNote('text\n', [other, log]);
    expect(openNote(note, [log.verifier]).signedBy).toEqual([log.verifier]);
  });

  it('is refused where a known key signed another text, even if a second one is right', () => {
    const { text, signatures } = parseNote(signNote('text\n', [log]));
    const wrong = signNote('another\n', [other]).split('\n').at(-2)!;
    const note = `${signNote(text, [log])}${wrong}\n`;
    expect(signatures).toHaveLength(1);
    expect(() => openNote(note, [log.verifier, other.verifier])).toThrow('is not one over this text');
  });

  it('is refused where no known key signed it, saying who did and who is known', () => {
    const open = () => openNote(EXAMPLE, [log.verifier]);
    expect(open).toThrow(SignatureError);
    expect(open).toThrow('it is signed by example.com/foo (key 530d903a); known: example.org/log (key ');
    expect(() => openNote(EXAMPLE, [])).toThrow('known: no one');
  });

  it.each([
    ['no empty line', 'text\n— a AAAAAAA=\n', 'there is no empty line'],
    ['no signature', 'text\n\n', 'it has no signature'],
    ['no newline at its end', EXAMPLE.trimEnd(), 'it does not end in a newline'],
    ['a control character', EXAMPLE.replace('example m', 'example\tm'), 'note, character 18: control characters'],
    ['a carriage return', EXAMPLE.replaceAll('\n', '\r\n'), 'control characters'],
    ['a hyphen for the dash', EXAMPLE.replace('—', '-'), 'note, line 3: "- example.com/foo'],
    ['two spaces', EXAMPLE.replace('foo U', 'foo  U'), 'line 3'],
    ['a plus in the name', EXAMPLE.replace('com/foo', 'com/f+o'), '"example.com/f+o" is not the name of a key'],
    ['no name', EXAMPLE.replace('example.com/foo ', ' '), 'line 3'],
    ['a wide space in the name', EXAMPLE.replace('com/foo', 'com/f\u00a0o'), 'is not the name of a key'],
    ['base64 without padding', EXAMPLE.replace('=', ''), 'is not standard base64'],
    ['base64url', `text\n\n— a ${'_'.repeat(8)}\n`, 'is not standard base64'],
    ['a signature of 4 bytes', 'text\n\n— a AAAAAA==\n', 'a signature has more than 4 bytes'],
    ['an endless list of signatures', `text\n\n${`${SIGNATURE}\n`.repeat(101)}`, 'more than 100 signatures'],
    ['a lone surrogate', EXAMPLE.replace('This', '\ud800'), 'not well-formed Unicode'],
  ])('with %s is refused', (_, note, why) => {
    expect(() => parseNote(note)).toThrow(FormatError);
    expect(() => parseNote(note)).toThrow(why);
  });

  it('may have empty lines in its text', () =>
    expect(parseNote(signNote('one\n\ntwo\n', [log])).text).toBe('one\n\ntwo\n'));
});

describe('a verifier key', () => {
  it('is written as it was read', () => {
    for (const vkey of [log.vkey, EXAMPLE_KEY, 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW']) {
      const { name, keyId } = parseVerifierKey(vkey);
      expect(vkey.startsWith(`${name}+${keyId.toString(16).padStart(8, '0')}+`)).toBe(true);
    }
  });

  it.each([
    ['one part', 'example.com', 'not a name, a key id and a key'],
    ['no name', EXAMPLE_KEY.replace('example.com/foo', ''), 'is not the name of a key'],
    ['a short id', EXAMPLE_KEY.replace('530d903a', '530d903'), '8 hexadecimal digits'],
    ['upper case in the id', EXAMPLE_KEY.replace('530d903a', '530D903A'), '8 hexadecimal digits'],
    ['another id', EXAMPLE_KEY.replace('530d903a', '530d903b'), 'name and key give 530d903a'],
    ['another name', EXAMPLE_KEY.replace('foo', 'fox'), 'name and key give'],
    ['an unknown type', `a+00000000+${Buffer.alloc(33, 2).toString('base64')}`, 'the signature type 2'],
    ['a short key', `a+00000000+${Buffer.alloc(32, 1).toString('base64')}`, 'an Ed25519 key has 32 bytes, this one 31'],
    ['no key', 'a+00000000+', 'the signature type (none)'],
  ])('with %s is refused', (_, vkey, why) => {
    expect(() => parseVerifierKey(vkey)).toThrow(FormatError);
    expect(() => parseVerifierKey(vkey)).toThrow(why);
  });
});
