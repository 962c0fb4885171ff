import { Controller, Get, Header, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ReadinessService } from './readiness.js';

@Controller('health')
export class HealthController {
  constructor(private readonly readiness: ReadinessService) {}

  /** The process can answer. Says nothing of its stores: restarting would not bring those back. */
  @Get('live')
  @Header('cache-control', 'no-store')
  live() {
    return { live: true };
  }

  /** Whether requests should be sent here: 200, or 503 with what is wrong. */
  @Get('ready')
  @Header('cache-control', 'no-store')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const readiness = await this.readiness.read();
    void reply.code(readiness.ready ? 200 : 503);
    return readiness;
  }
}
