import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

export interface Certificates {
  /** PEM of the authority that a client has to trust. */
  readonly authority: string;
  /** PEM of the server's certificate, for `localhost` and 127.0.0.1. */
  readonly certificate: string;
  /** PEM. */
  readonly key: string;
}

interface Subject {
  readonly name: string;
  readonly publicKey: KeyObject;
  readonly extensions: readonly Buffer[];
}

/** Days that they are valid, around now: no test runs longer, and no clock is that wrong. */
const DAYS = 2;

/** An authority and a certificate from it, made anew for each test, so that no key lies about (RFC 5280). */
export function makeCertificates(): Certificates {
  const [ours, theirs] = [newKeys(), newKeys()];
  const authority = { name: 'Double authority', publicKey: ours.publicKey, extensions: [constraints(true)] };
  const server = {
    name: 'localhost',
    publicKey: theirs.publicKey,
    extensions: [constraints(false), alternativeNames()],
  };
  return {
    authority: certify(authority, authority.name, ours.privateKey),
    certificate: certify(server, authority.name, ours.privateKey),
    key: theirs.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

function certify({ name, publicKey, extensions }: Subject, issuer: string, by: KeyObject): string {
  const algorithm = sequence(objectId(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02)); // ecdsa-with-SHA256
  const body = sequence(
    tagged(0xa0, integer(Buffer.from([2]))), // version 3
    integer(Buffer.concat([Buffer.from([0x01]), randomBytes(8)])),
    algorithm,
    distinguishedName(issuer),
    sequence(time(-DAYS), time(DAYS)),
    distinguishedName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions)),
  );
  const signature = tagged(0x03, Buffer.from([0]), sign('sha256', body, by));
  const lines = sequence(body, algorithm, signature).toString('base64').replaceAll(/.{64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

/** DER: a tag, the length, the content. */
function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, ...parts);
const integer = (bytes: Buffer): Buffer => tagged(0x02, bytes);
const objectId = (...bytes: readonly number[]): Buffer => tagged(0x06, Buffer.from(bytes));
const octets = (content: Buffer): Buffer => tagged(0x04, content);

const distinguishedName = (commonName: string): Buffer =>
  sequence(tagged(0x31, sequence(objectId(0x55, 0x04, 0x03), tagged(0x0c, Buffer.from(commonName)))));

function time(days: number): Buffer {
  const iso = new Date(Date.now() + days * 86_400_000).toISOString();
  return tagged(0x18, Buffer.from(`${iso.slice(0, 19).replaceAll(/[-:T]/g, '')}Z`));
}

const constraints = (authority: boolean): Buffer =>
  sequence(
    objectId(0x55, 0x1d, 0x13),
    tagged(0x01, Buffer.from([0xff])),
    octets(authority ? sequence(tagged(0x01, Buffer.from([0xff]))) : sequence()),
  );

const alternativeNames = (): Buffer =>
  sequence(
    objectId(0x55, 0x1d, 0x11),
    octets(sequence(tagged(0x82, Buffer.from('localhost')), tagged(0x87, Buffer.from([127, 0, 0, 1])))),
  );
