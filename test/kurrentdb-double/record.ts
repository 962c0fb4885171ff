/** What is written; the double adds place and time. */
export interface NewRecord {
  /** Lower-case UUID. */
  readonly id: string;
  readonly type: string;
  /** Whether the content type is `application/json`. */
  readonly json: boolean;
  readonly data: Uint8Array;
  /** As given, empty where there is none. */
  readonly metadata: Uint8Array;
}

export interface LogRecord extends NewRecord {
  readonly stream: string;
  /** From 0, contiguous within the stream. */
  readonly revision: number;
  /** Offset in the log in bytes. Commit and prepare position are the same, as for every write over gRPC. */
  readonly position: bigint;
  /** 100 ns ticks since the Unix epoch. */
  readonly created: bigint;
}

const LINK_TYPE = '$>';

/** Stream and revision that a link names, undefined for what is no link. */
export function linkTarget(record: LogRecord): { readonly stream: string; readonly revision: number } | undefined {
  if (record.type !== LINK_TYPE) return undefined;
  const [, revision, stream] = /^(\d+)@(.+)$/s.exec(Buffer.from(record.data).toString('utf8')) ?? [];
  return stream === undefined ? undefined : { stream, revision: Number(revision) };
}

/** The event that a projection writes to let one stream show an event of another. */
export function linkTo(target: LogRecord, id: string): NewRecord {
  return {
    id,
    type: LINK_TYPE,
    json: false,
    data: Buffer.from(`${target.revision}@${target.stream}`),
    metadata: Buffer.from(
      JSON.stringify({
        $v: '1:-1:1:4',
        $c: Number(target.position),
        $p: Number(target.position),
        $causedBy: target.id,
      }),
    ),
  };
}

/** Bytes that a record takes in the log, framing included: what makes positions rise without being contiguous. */
export const sizeOf = (stream: string, { type, data, metadata }: NewRecord): number =>
  76 + Buffer.byteLength(stream) + Buffer.byteLength(type) + data.length + metadata.length;
