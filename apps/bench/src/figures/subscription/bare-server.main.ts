import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { handleProtocols } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { now } from '../../measure/now.js';
import { paced } from '../../measure/paced.js';
import { answerQuestions } from '../../processes/answer-questions.js';

/** One event: what is sent, and to whom. */
export interface Sending {
  readonly payload: unknown;
  readonly to: readonly number[];
}

export type BareQuestion =
  | { readonly kind: 'listen' }
  | { readonly kind: 'send'; readonly perSecond: number; readonly sendings: readonly Sending[] };

interface Message {
  readonly type: string;
  readonly id: string;
}

const watchers = new Map<number, { readonly socket: WebSocket; readonly id: string }>();

/**
 * The raw limit of telling many clients: no log, no filter, no GraphQL. It knows beforehand whom to send what, makes the
 * text of a message once, and speaks no more of the protocol than the clients need, so that these are the same.
 */
answerQuestions(async (question: BareQuestion) => {
  if (question.kind === 'listen') return listen();
  const sentAt: number[] = [];
  await paced(question.perSecond, question.sendings.length, (n) => {
    const { payload, to } = question.sendings[n]!;
    sentAt.push(now());
    const text = JSON.stringify(payload);
    for (const watcher of to) {
      const { socket, id } = watchers.get(watcher)!;
      socket.send(`{"id":"${id}","type":"next","payload":${text}}`);
    }
  });
  return sentAt;
});

async function listen(): Promise<string> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false, handleProtocols });
  server.on('connection', (socket, request) => {
    const watcher = Number(new URL(request.url!, 'http://localhost').searchParams.get('watcher'));
    socket.on('message', (data: Buffer) => {
      const { type, id } = JSON.parse(data.toString()) as Message;
      if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
      if (type === 'subscribe') watchers.set(watcher, { socket, id });
    });
  });
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
