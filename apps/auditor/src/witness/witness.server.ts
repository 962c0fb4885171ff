import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Witness, WitnessAnswer } from '#ledger';

/** Bytes of a request: 63 hashes, and a note of a hundred signatures with names that nobody has that long. */
const MOST_BYTES = 64 * 1024;
/** Milliseconds for sending one, headers included. */
const DEADLINE = 10_000;
const MOST_CONNECTIONS = 256;

const PATH = '/add-checkpoint';

export interface WitnessEvents {
  /** The answer is out already. */
  readonly onAnswer: (answer: WitnessAnswer) => void;
  /** Nothing was cosigned: the disk is full or away. */
  readonly onFailure: (error: Error) => void;
}

export function witnessServer(witness: Witness, { onAnswer, onFailure }: WitnessEvents): Server {
  const server = createServer({ requestTimeout: DEADLINE, headersTimeout: DEADLINE }, (request, response) => {
    handle(witness, request, response).then(
      (answer) => answer && onAnswer(answer),
      (error: Error) => {
        // Who asked has gone without having said what.
        if (!request.complete) return;
        onFailure(error);
        if (!response.headersSent) refuse(response, 500, 'the witness cannot keep what it would cosign: repeat later');
      },
    );
  });
  server.maxConnections = MOST_CONNECTIONS;
  return server;
}

async function handle(
  witness: Witness,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<WitnessAnswer | undefined> {
  if (request.url !== PATH) return refuse(response, 404, `there is ${PATH} here, and nothing else`);
  if (request.method !== 'POST')
    return refuse(response.setHeader('allow', 'POST'), 405, 'a checkpoint is sent by POST');
  const body = await bodyOf(request);
  if (body === undefined) return refuse(response, 413, `a request has at most ${MOST_BYTES} bytes`);
  const answer = witness.addCheckpoint(body);
  response.writeHead(answer.status, { 'content-type': answer.type ?? 'text/plain; charset=utf-8' }).end(answer.body);
  return answer;
}

function refuse(response: ServerResponse, status: number, why: string): undefined {
  // What is still being sent is not read.
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' }).end(`${why}\n`);
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    bytes += piece.length;
    if (bytes > MOST_BYTES) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}
