import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { LiveConnections } from '../transports/live-connections.js';
import { ServerState } from './server-state.js';

/**
 * Stops in order: not ready; nothing new accepted; subscriptions ended; accepted requests finished, within the grace;
 * then Nest's hooks, in which stores close. When those run, no request is executing any more.
 */
export async function shutDown(app: NestFastifyApplication, graceMs: number, logger: Logger): Promise<void> {
  const state = app.get(ServerState);
  if (state.draining) return;
  state.drain();
  const connections = app.get(LiveConnections);
  const server = app.getHttpServer();
  const closed = Promise.resolve(app.getHttpAdapter().getInstance().close());
  const finished = Promise.all([connections.closeAll(), closed, state.idle()]);
  const inTime = await within(graceMs, finished);
  if (!inTime) {
    logger.warn({ graceMs }, 'requests were cut off: they did not finish within the grace');
    connections.terminateAll();
    server.closeAllConnections();
    await closed;
  }
  await app.close();
}

async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
