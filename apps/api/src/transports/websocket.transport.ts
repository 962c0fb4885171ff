import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CloseCode, handleProtocols, type Server } from 'graphql-ws';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import { KNOWN_FOR } from '../auth/known-for.js';
import { ANONYMOUS } from '../auth/viewer.js';
import type { Config } from '../config/index.js';
import { correlationIdOf } from '../http/correlation-id.js';
import { GRAPHQL_PATH } from '../http/paths.js';
import { ServerState } from '../lifecycle/server-state.js';
import { CONFIG, LOGGER } from '../ports.js';
import { LiveConnections } from './live-connections.js';
import { SocketChannel } from './socket-channel.js';
import { SocketProtocol } from './socket.protocol.js';
import type { SocketSession } from './socket-session.js';

/** The server goes away; clients come back and resume from their cursor. RFC 6455 §7.4.1. */
const GOING_AWAY = 1001;
/** Bytes that fit into the frame that closes, RFC 6455 §5.5; the refusals are in ASCII. */
const MOST_REASON = 123;

/**
 * WebSockets at `/graphql`. No check of `Origin`: identity comes from a token that a page has to present itself, never
 * from a cookie, so another site's page is nothing but another anonymous client.
 */
@Injectable()
export class WebSocketTransport implements OnApplicationBootstrap {
  readonly #sockets: WebSocketServer;
  readonly #protocol: Server<SocketSession>;

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly connections: LiveConnections,
    private readonly state: ServerState,
    private readonly protocol: SocketProtocol,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.#sockets = new WebSocketServer({
      noServer: true,
      clientTracking: false,
      maxPayload: config.maxMessageBytes,
      // Compression keeps a window of up to 300 KB for each connection.
      perMessageDeflate: false,
      handleProtocols,
    });
    this.#protocol = protocol.createServer();
  }

  onApplicationBootstrap(): void {
    this.host.httpAdapter
      .getHttpServer()
      .on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => this.#upgrade(request, socket, head));
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const path = request.url?.split('?', 1)[0];
    if (path !== GRAPHQL_PATH) return refuse(socket, '404 Not Found');
    if (this.state.draining || this.connections.full) return refuse(socket, '503 Service Unavailable');
    this.#sockets.handleUpgrade(request, socket, head, (websocket) => this.#open(websocket, request));
  }

  #open(socket: WebSocket, request: IncomingMessage): void {
    const session: SocketSession = {
      correlationId: correlationIdOf(request.headers),
      address: this.#addressOf(request),
      gone: new AbortController(),
      authorization: request.headers.authorization,
      viewer: ANONYMOUS,
      confirmedAt: 0,
      running: new Map(),
    };
    const log = this.logger.child({ correlationId: session.correlationId });
    const channel = new SocketChannel(socket, request.socket as Socket, {
      bufferBytes: this.config.sendBufferBytes,
      pingMs: this.config.pingMs,
    });
    const released = this.connections.opened({
      transport: 'websocket',
      close: () => socket.close(GOING_AWAY, 'the server is stopping'),
      terminate: () => socket.terminate(),
    });
    const closed = this.#protocol.opened(
      {
        protocol: socket.protocol,
        send: (data) => channel.send(data),
        // The library says "Forbidden" of every client that is not let in.
        close: (code, reason) =>
          socket.close(
            code,
            code === CloseCode.Forbidden ? (session.refusal ?? reason)?.slice(0, MOST_REASON) : reason,
          ),
        onMessage: (handle) =>
          socket.on('message', (data) => {
            handle(String(data)).catch((error: unknown) => {
              log.error({ err: error }, 'a WebSocket message could not be handled');
              socket.close(CloseCode.InternalServerError, 'internal error');
            });
          }),
      },
      session,
    );
    const rechecking = setInterval(() => void this.#recheck(session, socket), this.config.pingMs);
    socket.on('error', (error) => log.debug({ err: error }, 'a WebSocket failed'));
    socket.once('close', (code, reason) => {
      clearInterval(rechecking);
      session.gone.abort();
      closed(code, String(reason))
        .catch((error: unknown) => log.error({ err: error }, 'a subscription did not end'))
        .finally(released);
    });
  }

  async #recheck(session: SocketSession, socket: WebSocket): Promise<void> {
    if (session.authorization === undefined) return;
    const welcome = await this.protocol.reauthenticate(session).catch((error: Error) => isStillKnown(session, error));
    if (!welcome) socket.close(CloseCode.Forbidden, 'the access token is not valid any more');
  }

  #addressOf(request: IncomingMessage): string {
    const forwarded = this.config.trustProxy ? request.headers['x-forwarded-for'] : undefined;
    return (
      String(forwarded ?? '')
        .split(',', 1)[0]
        ?.trim() ||
      (request.socket.remoteAddress ?? 'unknown')
    );
  }
}

/**
 * Where the vault cannot be reached nothing is known against the client, for a while; it is asked again. Where it is the
 * log, who authenticates has waited for as long already.
 */
const isStillKnown = ({ confirmedAt }: SocketSession, { name }: Error): boolean =>
  name === 'VaultUnavailableError' && Date.now() - confirmedAt <= KNOWN_FOR;

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
