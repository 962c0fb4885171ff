import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuthenticationService } from '../auth/authentication.js';
import { MODEL_COPIES } from '../ports.js';
import type { ModelCopies } from './model-copies.port.js';
import { PEER_READ_MODEL } from './peer.path.js';

/** For other nodes of the same installation; a proxy before the public must not pass it on. */
@Controller()
export class PeerController {
  constructor(
    private readonly authentication: AuthenticationService,
    @Inject(MODEL_COPIES) private readonly copies: ModelCopies,
  ) {}

  /** The read model as it stands, an SQLite file. Administrators only: it holds what the public may not ask for. */
  @Get(PEER_READ_MODEL)
  async readModel(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const outcome = await this.authentication.authenticate(request.headers.authorization, request.ip);
    if ('refused' in outcome)
      return refuse(reply, outcome.refused === 'TOO_MANY_ATTEMPTS' ? 429 : 401, outcome.message);
    const { actor, roles } = outcome.viewer;
    if (actor === undefined)
      return refuse(reply, 401, 'Present the token of an administrator as "Authorization: Bearer <token>".');
    if (!roles.has('ADMIN')) return refuse(reply, 403, 'The token is not that of an administrator.');
    const copy = await this.copies.make();
    if ('busy' in copy) return refuse(reply.header('retry-after', 30), 503, copy.busy);
    await reply
      .header('content-type', 'application/vnd.sqlite3')
      .header('content-length', copy.bytes)
      .header('cache-control', 'no-store')
      .send(copy.content);
  }
}

async function refuse(reply: FastifyReply, status: number, message: string): Promise<void> {
  await reply.code(status).header('cache-control', 'no-store').send({ message });
}
