import { killing } from '../../apps/demo/src/minneapolis/article/killing.js';
import { shooting } from '../../apps/demo/src/minneapolis/article/shooting.js';
import { dhs } from '../../apps/demo/src/minneapolis/cast/agencies.js';
import { ZONE } from '../../apps/demo/src/scenario/phrases.js';
import type { Story } from './story.js';

/** Days after which nothing that has not moved counts as fresh. */
const STALE_AFTER = 90;
const DAY = 86_400_000;

export interface Question {
  readonly title: string;
  /** Name of the text in `docs/queries`. */
  readonly query: string;
  /** Name of the answer, where one text is asked about more than one incident. */
  readonly answer?: string;
  readonly variables?: (story: Story) => object;
}

/** All but the last, which changes the record. */
export const QUESTIONS: readonly Question[] = [
  {
    title: '1. Which incidents in Minnesota are under investigation, by whom?',
    query: '01-under-investigation',
  },
  {
    title: '2. What was known about the shooting of the 14th when the article had been recorded?',
    query: '02-known-at-an-index',
    variables: (story) => ({ incident: story.record(shooting), index: story.article }),
  },
  {
    title: '3. What could anyone have known at the end of 15 January?',
    query: '03-public-by',
    variables: (story) => ({ incident: story.record(shooting), day: '2026-01-15', zone: ZONE }),
  },
  {
    title: '4. And now?',
    query: '04-now',
    variables: (story) => ({ incident: story.record(shooting) }),
  },
  {
    title: '5. Who gave which account of the shooting of the 14th?',
    query: '05-accounts',
    variables: (story) => ({ incident: story.record(shooting) }),
  },
  {
    title: '6. Was the use of force declared justified before an investigation had found anything?',
    query: '06-prejudged',
  },
  {
    title: '7. What changed for the shooting between the article and now?',
    query: '07-changes',
    answer: '07-changes.shooting',
    variables: (story) => ({ incident: story.record(shooting), from: story.article, to: story.end }),
  },
  {
    title: '7. What changed for the killing between the article and now?',
    query: '07-changes',
    answer: '07-changes.killing',
    variables: (story) => ({ incident: story.record(killing), from: story.article, to: story.end }),
  },
  {
    title: "8. What came of the woman's death?",
    query: '08-what-came-of-it',
    variables: (story) => ({
      incident: story.record(killing),
      later: new Date(Date.now() + (STALE_AFTER + 1) * DAY).toISOString(),
    }),
  },
  {
    title: '9. Show me everything said on behalf of DHS.',
    query: '09-on-behalf-of',
    variables: (story) => ({ agency: story.record(dhs) }),
  },
];
