import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { consistencyProof, eventProof, formatStamps, formatTlogProof, parseTilePath, FormatError } from '#ledger';
import { count, LedgerAccess } from './ledger.access.js';
import { accepts, answer, BINARY, FRESH, IMMUTABLE, refuse, TEXT } from './ledger.answers.js';

const compress = promisify(gzip);
/** Sizes in one answer. */
const PAGE = 1_000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The ledger as C2SP tlog-tiles has it, with proofs for those who do not want to compute them. */
@Controller('log')
export class LedgerController {
  constructor(private readonly access: LedgerAccess) {}

  @Get('checkpoint')
  checkpoint(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.access.serve(request, reply, async ({ reader }) => {
      const checkpoint = await reader.checkpoint();
      if (checkpoint === undefined) return refuse(reply, 404, 'Nothing is sealed yet: repeat in a few seconds.');
      return answer(reply, checkpoint, TEXT, FRESH);
    });
  }

  /** Every key that has signed, one a line, oldest first. */
  @Get('vkey')
  vkey(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.access.serve(request, reply, async ({ reader }) => {
      const keys = await reader.keys();
      if (keys.length === 0) return refuse(reply, 404, 'Nothing is sealed yet: repeat in a few seconds.');
      return answer(reply, keys.map(({ vkey }) => `${vkey}\n`).join(''), TEXT, FRESH);
    });
  }

  @Get('tile/*')
  tile(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.access.serve(request, reply, async ({ reader }) => {
      const { kind, index, width } = parseTilePath(`tile/${(request.params as { '*': string })['*']}`);
      if (kind !== 'entries') return answer(reply, await reader.tile({ level: kind, index, width }), BINARY, IMMUTABLE);
      const bundle = await reader.entryBundle(index, width);
      void reply.header('vary', 'accept-encoding');
      if (!accepts(request, 'gzip')) return answer(reply, bundle, BINARY, IMMUTABLE);
      return answer(reply.header('content-encoding', 'gzip'), await compress(bundle), BINARY, IMMUTABLE);
    });
  }

  /** Sizes at which there was a checkpoint, one a line, rising. */
  @Get('checkpoints')
  sizes(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Query('after') after = '0') {
    return this.access.serve(request, reply, async ({ reader }) => {
      const sizes: number[] = [];
      for await (const size of reader.checkpointSizes(count(after, 'after'))) if (sizes.push(size) === PAGE) break;
      return answer(reply, sizes.map((size) => `${size}\n`).join(''), TEXT, FRESH);
    });
  }

  @Get('checkpoints/:size')
  checkpointAt(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('size') size: string) {
    return this.access.serve(request, reply, async ({ reader }) => {
      const checkpoint = await reader.checkpointAt(count(size, 'size'));
      if (checkpoint === undefined) return refuse(reply, 404, `There was no checkpoint of ${size} entries.`);
      return answer(reply, checkpoint, TEXT, IMMUTABLE);
    });
  }

  /** Sizes of the checkpoints that an authority has stamped, each with the time that it states, one a line. */
  @Get('timestamps')
  timeStamps(@Req() request: FastifyRequest, @Res() reply: FastifyReply) {
    return this.access.serve(request, reply, ({ timeStamps }) =>
      answer(reply, formatStamps(timeStamps.list()), TEXT, FRESH),
    );
  }

  /** RFC 3161, over the bytes of `checkpoints/<size>`. */
  @Get('timestamps/:size')
  timeStamp(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('size') size: string) {
    return this.access.serve(request, reply, async ({ timeStamps }) => {
      const stamp = timeStamps.read(count(size, 'size'));
      if (!stamp) return refuse(reply, 404, `The checkpoint of ${size} entries is not one that was time-stamped.`);
      return answer(reply, stamp, 'application/timestamp-reply', IMMUTABLE);
    });
  }

  /** C2SP tlog-proof, under the newest checkpoint. */
  @Get('proof/event/:id')
  proof(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('id') id: string) {
    return this.access.serve(request, reply, async ({ reader }) => {
      if (!UUID.test(id))
        throw new FormatError('event id', '', `it is not a UUID in lower case: ${JSON.stringify(id.slice(0, 80))}`);
      const proof = await eventProof(reader, id);
      if (!proof)
        return refuse(reply, 404, `There is no sealed entry ${id}: a new one is sealed within a few seconds.`);
      return answer(reply, formatTlogProof(proof), TEXT, FRESH);
    });
  }

  /** RFC 6962 §2.1.2, one hash a line in base64; nothing where the sizes are equal or the first is 0. */
  @Get('consistency')
  consistency(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query('from') from = '',
    @Query('to') to = '',
  ) {
    return this.access.serve(request, reply, async ({ reader }) => {
      const [older, newer] = [count(from, 'from'), count(to, 'to')];
      if (older > newer)
        throw new FormatError('from', '', `${older} is larger than ${newer}: the older tree comes first`);
      const { hashes } = await consistencyProof(reader, older, newer);
      return answer(reply, hashes.map((hash) => `${hash.toString('base64')}\n`).join(''), TEXT, IMMUTABLE);
    });
  }
}
