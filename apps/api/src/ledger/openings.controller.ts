import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { formatOpening, hashesAt, NotSealedError, parseTilePath, TILE_WIDTH } from '#ledger';
import { OPENINGS } from '../ports.js';
import { LedgerAccess } from './ledger.access.js';
import { accepts, refuse } from './ledger.answers.js';
import type { ServedLedger } from './ledger.port.js';
import type { ServedOpenings } from './openings.port.js';
import { readCheckpoint } from './published-tree.js';

const JSON_LINES = 'application/jsonl; charset=utf-8';

/** The texts that the entries commit to, each with its salt, beside the entries themselves. */
@Controller('log')
export class OpeningsController {
  constructor(
    private readonly access: LedgerAccess,
    @Inject(OPENINGS) private readonly openings: ServedOpenings,
  ) {}

  /** JSON lines. Unlike an entry a text can go: nobody is to keep it for those who ask later. */
  @Get('openings/*')
  bundle(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.access.serve(request, reply, async ({ reader }) => {
      const { index, width } = parseTilePath(`tile/entries/${(request.params as { '*': string })['*']}`);
      await requireSealed(reader, index, width);
      const first = index * TILE_WIDTH;
      if (!(await this.openings.reaches(first + width - 1)))
        return refuse(reply.header('retry-after', 5), 503, 'This node has not read that far yet: repeat in a moment.');
      const lines = Readable.from(linesOf(this.openings, first, width));
      const isPacked = accepts(request, 'gzip');
      const body = isPacked ? lines.pipe(createGzip()) : lines;
      // Half an answer must not look like a whole one.
      if (body !== lines) lines.on('error', (error) => body.destroy(error));
      if (isPacked) void reply.header('content-encoding', 'gzip');
      await reply
        .header('content-type', JSON_LINES)
        .header('cache-control', 'no-store')
        .header('vary', 'accept-encoding')
        .send(body);
    });
  }
}

async function* linesOf(openings: ServedOpenings, first: number, count: number): AsyncGenerator<string> {
  for await (const opening of openings.of(first, count)) yield formatOpening(opening);
}

/** What no checkpoint covers yet would be a text without its commitment. */
async function requireSealed(reader: ServedLedger['reader'], index: number, width: number): Promise<void> {
  const note = await reader.checkpoint();
  const size = note === undefined ? 0 : readCheckpoint(note).size;
  if (index * TILE_WIDTH + width > hashesAt(0, size))
    throw new NotSealedError(`bundle ${index} has no ${width} entries in the tree of ${size}`);
}
