import { Controller, Get, Inject, Optional, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReadModel } from '#read-model';
import type { Config } from '../config/index.js';
import { CONFIG, READ_MODEL } from '../ports.js';
import { exampleValues } from './example-values.js';
import { graphiqlPage } from './graphiql-page.js';

@Controller('graphiql')
export class GraphiQLController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Optional() @Inject(READ_MODEL) private readonly model?: ReadModel,
  ) {}

  @Get()
  async page(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    const { html, gzipped, policy, etag } = await graphiqlPage(this.examples());
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

  /** The page is for everybody: of a record that is not, it shows no id. */
  private examples() {
    return exampleValues(this.config.publicRead ? this.model?.current() : undefined);
  }
}
