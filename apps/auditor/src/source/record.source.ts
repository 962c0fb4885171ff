import type { AskedMoment } from '../past/moment.option.js';
import type { AnsweringRecord } from '../server/graphql.server.js';

/** What is asked about: these records, or whichever incidents there were. */
export type About = readonly string[] | 'LIST';

/** The record as one of its sources tells it, for as long as it is open. */
export interface RecordSource extends AnsweringRecord {
  /** Of what holds a part of the record only: what that is, in words. */
  readonly part?: string | undefined;
  /** The moment as it can be told here: of what is held in part, the entry that is held. */
  momentOf(asked: AskedMoment): AskedMoment;
  /**
   * @returns what these records name and is not held here: in answers it is left out
   * @throws AnswerError where the past of these records cannot be told from what is here, with what to do
   */
  requireTellable(records: readonly string[]): Promise<readonly string[]>;
  /** C2SP tlog-proof of an event; null where there is none yet, or no ledger. */
  proofOf(event: { readonly id: string; readonly index: number }): Promise<string | null>;
  close(): Promise<void>;
}

/** Told how far something long has come; `of` is 0 where that is not known. */
export type Progress = (what: string, done: number, of: number) => void;

const PROOF = 'query ($id: ID!) { eventProof(id: $id) { text } }';

/** A source that holds all of the record, and proves it by its own ledger. */
export const wholeSource = (record: AnsweringRecord, close: () => Promise<void> = async () => {}): RecordSource => ({
  ask: (query, variables) => record.ask(query, variables),
  momentOf: (asked) => asked,
  requireTellable: async () => [],
  async proofOf({ id }) {
    const { eventProof } = await record.ask<{ eventProof: { text: string } | null }>(PROOF, { id });
    return eventProof?.text ?? null;
  },
  close,
});

/** Says what answers leave out, beside them. */
export function tellLeftOut({ part }: RecordSource, leftOut: readonly string[]): void {
  if (part === undefined) return;
  const more = leftOut.length === 0 ? '' : ` Named there, and not held: ${leftOut.join(', ')}.`;
  process.stderr.write(`Of what is held by ${part}.${more}\n`);
}
