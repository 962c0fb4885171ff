import type { AnsweringRecord } from '../server/graphql.server.js';

/** The record as one of its sources tells it, for as long as it is open. */
export interface RecordSource extends AnsweringRecord {
  close(): Promise<void>;
}

/** Told how far something long has come; `of` is 0 where that is not known. */
export type Progress = (what: string, done: number, of: number) => void;
