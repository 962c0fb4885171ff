import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { graphiqlPage } from './graphiql-page.js';

@Controller('graphiql')
export class GraphiQLController {
  @Get()
  async page(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { html, gzipped, policy, etag } = await graphiqlPage();
    void reply
      .header('content-security-policy', policy)
      .header('etag', etag)
      .header('cache-control', 'no-cache')
      .header('vary', 'accept-encoding')
      .type('text/html; charset=utf-8');
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(html);
    return reply.header('content-encoding', 'gzip').send(gzipped);
  }
}
