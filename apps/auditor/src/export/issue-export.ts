import type { EventId, StreamName } from '#domain';
import { AnswerError, type GraphQLServer } from '../server/graphql.server.js';

/** Records that the event names at most; of an export with more it is not said which it holds. */
const MOST_NAMED = 2_000;
const MOST_INCIDENTS = 100;

const RECORD = `mutation ($input: RecordExportInput!) {
  recordExport(input: $input) {
    __typename
    ... on Recording { entry repeated }
    ... on Refusal { code message }
    ... on RuleBroken { details { key values } }
  }
}`;

/** What is said of an export when it is put on record. */
export interface IssuedAs {
  readonly exportId: string;
  readonly format: string;
  readonly upTo: number;
  readonly sha256: string;
  /** Absent: the whole log. */
  readonly incidents?: readonly StreamName[];
  readonly records?: readonly StreamName[];
  readonly personal: 'NONE' | 'AS_DISCLOSED';
  readonly recipient?: string;
}

export interface Issued {
  readonly entry: EventId;
  /** It was on record before: the same export was made then. */
  readonly repeated: boolean;
}

interface Answer {
  readonly recordExport: {
    readonly entry?: EventId;
    readonly repeated?: boolean;
    readonly code?: string;
    readonly message?: string;
    readonly details?: readonly { readonly key: string; readonly values: readonly string[] }[];
  };
}

/** Puts an export on record; the same one is there once, whoever makes it again. @throws AnswerError */
export async function issueExport(server: GraphQLServer, issued: IssuedAs): Promise<Issued> {
  const { incidents, records, ...rest } = issued;
  const input = {
    ...rest,
    ...(incidents && incidents.length <= MOST_INCIDENTS && { incidents }),
    ...(records && records.length <= MOST_NAMED && { records }),
  };
  const { recordExport: answer } = await server.ask<Answer>(RECORD, { input });
  if (answer.entry !== undefined) return { entry: answer.entry, repeated: answer.repeated ?? false };
  const known = answer.details?.find(({ key }) => key === 'entry')?.values[0];
  if (answer.code === 'DUPLICATE_ITEM' && known !== undefined) return { entry: known, repeated: true };
  throw new AnswerError(`${server.url} does not record the export: ${answer.code}. ${answer.message}`);
}
