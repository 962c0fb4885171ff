import { Random } from '../../generate/random.js';
import { now } from '../../measure/now.js';
import { paced } from '../../measure/paced.js';
import { answerQuestions } from '../../processes/answer-questions.js';
import { openCommandBus } from '../commands-durable/command-bus.js';
import { knownRecords } from '../commands-durable/known.records.js';
import { ChangeMix } from './change.mix.js';

export type WriterQuestion =
  | { readonly kind: 'open'; readonly folder: string; readonly seed: number; readonly known: number }
  | { readonly kind: 'write'; readonly perSecond: number; readonly count: number };

/** Milliseconds since the epoch. */
export interface Written {
  readonly entry: string;
  /** When the command was sent. */
  readonly sentAt: number;
  /** When the log had answered that the event is on disk. */
  readonly committedAt: number;
}

let mix: ChangeMix;

/** Another node of the installation: it appends to the log that the server follows, and does nothing else. */
answerQuestions(async (question: WriterQuestion) => {
  if (question.kind === 'open') {
    const bus = await openCommandBus(question.folder);
    mix = new ChangeMix(new Random(question.seed), await knownRecords(bus.store, question.known), bus.execute);
    return;
  }
  const written: Promise<Written>[] = [];
  await paced(question.perSecond, question.count, () => written.push(write()));
  return Promise.all(written);
});

async function write(): Promise<Written> {
  const sentAt = now();
  const entry = await mix.one();
  return { entry, sentAt, committedAt: now() };
}
