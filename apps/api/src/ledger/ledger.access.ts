import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FormatError, NotSealedError } from '#ledger';
import { AuthenticationService } from '../auth/authentication.js';
import type { Config } from '../config/index.js';
import { CONFIG, LEDGER } from '../ports.js';
import { refuse } from './ledger.answers.js';
import type { ServedLedger } from './ledger.port.js';

/** Who may read the ledger, and what is answered where it has not what was asked for: the same for all its paths. */
@Injectable()
export class LedgerAccess {
  constructor(
    @Inject(LEDGER) private readonly ledger: ServedLedger | null,
    @Inject(CONFIG) private readonly config: Config,
    private readonly authentication: AuthenticationService,
  ) {}

  async serve(
    request: FastifyRequest,
    reply: FastifyReply,
    work: (ledger: ServedLedger) => Promise<void>,
  ): Promise<void> {
    if (!this.config.publicRead) {
      const outcome = await this.authentication.authenticate(request.headers.authorization, request.ip);
      if ('refused' in outcome)
        return refuse(reply, outcome.refused === 'TOO_MANY_ATTEMPTS' ? 429 : 401, outcome.message);
      if (outcome.viewer.actor === undefined)
        return refuse(reply, 401, 'Reading needs a token here: present one as "Authorization: Bearer <token>".');
    }
    if (!this.ledger) return refuse(reply, 404, 'This node keeps no ledger (ONRECORD_LEDGER=off): ask another one.');
    try {
      await work(this.ledger);
    } catch (error) {
      if (error instanceof NotSealedError)
        return refuse(reply, 404, `Not part of the published tree: ${error.message}.`);
      if (error instanceof FormatError) return refuse(reply, 400, `${error.message}.`);
      throw error;
    }
  }
}

/** @throws FormatError */
export function count(text: string, name: string): number {
  const value = /^(0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(value)) return value;
  throw new FormatError(
    name,
    '',
    `it is not a number of entries such as 70: ${JSON.stringify(String(text).slice(0, 80))}`,
  );
}
