import { createHash, randomBytes } from 'node:crypto';
import { ContentInfo, id_signedData, SignedData } from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  id_ct_tstInfo,
  MessageImprint,
  PKIStatus,
  TimeStampReq,
  TimeStampReqVersion,
  TimeStampResp,
  TSTInfo,
} from '@peculiar/asn1-tsp';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';

/** A time stamping authority has not answered what it was asked. */
export class TimeStampError extends Error {
  override readonly name = 'TimeStampError';
}

const SHA256 = '2.16.840.1.101.3.4.2.1';

export interface TimeStampQuery {
  /** DER, RFC 3161 §2.4.1. */
  readonly der: Buffer;
  readonly digest: Buffer;
  /** An answer to another question does not have it. */
  readonly nonce: Buffer;
}

/** Asks for a time stamp over the SHA-256 of some bytes, with the certificate that it can be verified by. */
export function timeStampQuery(bytes: Uint8Array): TimeStampQuery {
  const digest = createHash('sha256').update(bytes).digest();
  const nonce = randomBytes(8);
  // A positive INTEGER in its shortest form.
  nonce[0] = (nonce[0]! & 0x3f) | 0x40;
  const request = new TimeStampReq({
    version: TimeStampReqVersion.v1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithm: SHA256, parameters: null }),
      hashedMessage: new OctetString(digest),
    }),
    nonce: new Uint8Array(nonce).buffer,
    certReq: true,
  });
  return { der: Buffer.from(AsnConvert.serialize(request)), digest, nonce };
}

/**
 * That an answer grants what was asked. Its signature is not verified: whom to believe is for those who verify.
 * @returns the time that it states
 * @throws TimeStampError
 */
export function readTimeStamp(der: Uint8Array, { digest, nonce }: Omit<TimeStampQuery, 'der'>): Date {
  const info = infoOf(der);
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  if (hashAlgorithm.algorithm !== SHA256 || !Buffer.from(hashedMessage.buffer).equals(digest))
    throw new TimeStampError('the time stamp is over something else than the checkpoint');
  if (!info.nonce || !Buffer.from(info.nonce).equals(nonce))
    throw new TimeStampError('the time stamp answers another question: its nonce differs');
  return info.genTime;
}

function infoOf(der: Uint8Array): TSTInfo {
  let response: TimeStampResp;
  try {
    response = AsnConvert.parse(der, TimeStampResp);
  } catch (error) {
    throw new TimeStampError(`the answer is no TimeStampResp (RFC 3161): ${(error as Error).message}`);
  }
  const { status } = response.status;
  if (status !== PKIStatus.granted && status !== PKIStatus.grantedWithMods)
    throw new TimeStampError(`no time stamp was granted: PKIStatus ${PKIStatus[status] ?? status}`);
  try {
    const token = AsnConvert.parse(AsnConvert.serialize(response.timeStampToken), ContentInfo);
    if (token.contentType !== id_signedData) throw new Error('it is not signed');
    const { encapContentInfo } = AsnConvert.parse(token.content, SignedData);
    if (encapContentInfo.eContentType !== id_ct_tstInfo) throw new Error('it is of something else');
    return AsnConvert.parse(encapContentInfo.eContent!.single!.buffer, TSTInfo);
  } catch (error) {
    throw new TimeStampError(`the time stamp cannot be read: ${(error as Error).message}`);
  }
}
