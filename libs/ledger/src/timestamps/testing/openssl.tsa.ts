import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CONFIG = (folder: string) => `
[tsa]
default_tsa = local
[local]
dir = ${folder}
serial = ${folder}/serial
signer_cert = ${folder}/tsa.pem
certs = ${folder}/tsa.pem
signer_key = ${folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
`;

/** A time stamping authority on this machine that is not ours: OpenSSL. */
export async function opensslTsa() {
  const folder = mkdtempSync(join(tmpdir(), 'on-record-tsa-'));
  const at = (name: string) => join(folder, name);
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] });
  writeFileSync(at('tsa.cnf'), CONFIG(folder));
  writeFileSync(at('serial'), '01\n');
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    at('tsa.key'),
    '-out',
    at('tsa.pem'),
    '-subj',
    '/CN=A time stamping authority',
    '-days',
    '2',
    '-addext',
    'extendedKeyUsage=critical,timeStamping',
    '-addext',
    'keyUsage=critical,digitalSignature',
  );
  const reply = (query: Buffer): Buffer => {
    writeFileSync(at('query.tsq'), query);
    openssl('ts', '-reply', '-config', at('tsa.cnf'), '-queryfile', at('query.tsq'), '-out', at('reply.tsr'));
    return readFileSync(at('reply.tsr'));
  };
  /** What is answered to a query; a test may have it answer otherwise. */
  const tsa = { answer: reply as (query: Buffer) => Buffer | undefined, asked: 0 };
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
    tsa.asked += 1;
    const answer = tsa.answer(Buffer.concat(pieces));
    response.writeHead(answer ? 200 : 503, { 'content-type': 'application/timestamp-reply' }).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(tsa, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`,
    reply,
    /** As an auditor does it. @throws where it does not verify */
    verify(stamp: Uint8Array, data: string | Uint8Array): string {
      writeFileSync(at('stamp.tsr'), stamp);
      writeFileSync(at('data'), data);
      return openssl('ts', '-verify', '-in', at('stamp.tsr'), '-data', at('data'), '-CAfile', at('tsa.pem')).toString();
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true });
    },
  });
}
