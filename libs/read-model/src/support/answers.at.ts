import type { LogIndex } from '#domain';
import { BoundedCache } from './bounded.cache.js';

/**
 * What was answered at an index. Nothing that is written later changes it, so it needs no invalidation: a dashboard that
 * asks for the same page again, all others who look at it, and whoever reads the past, are answered from here until the
 * next event. Only a withheld text changes the past, and then everything is forgotten.
 */
export class AnswersAt<Answer> {
  private readonly answers: BoundedCache<string, Answer>;

  /** Limit and weights as of `BoundedCache`; the key is the question with its index. */
  constructor(limit: number, weigh?: (answer: Answer, key: string) => number) {
    this.answers = new BoundedCache(limit, weigh);
  }

  /** @param question distinguishes it from all others that are asked here */
  at<Given extends Answer | undefined>(index: LogIndex, question: string, read: () => Given): Given {
    const key = `${index} ${question}`;
    const known = this.answers.get(key);
    if (known !== undefined) return known as Given;
    const answer = read();
    // "Nothing" is looked for anew: a record that is not there yet is rarely asked for.
    if (answer !== undefined) this.answers.set(key, answer);
    return answer;
  }

  clear(): void {
    this.answers.clear();
  }
}
