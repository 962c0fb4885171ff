import type { Chapter } from '../../scenario/step.js';
import { cityAppeals } from './city.js';
import { FACT_10 } from './clashes.js';
import { FACT_8, federalInquiry } from './custody.js';
import { FACT_7, FACTS_4_AND_6 } from './department.js';
import { FACTS_12_AND_13 } from './deployment.js';
import { FACT_2, FACT_3 } from './killing.js';
import { FACT_5 } from './officials.js';
import { FACT_14 } from './protests.js';
import { FACT_1 } from './shooting.js';

/** Part 1: the article, fact by fact. */
export const ARTICLE: Chapter = {
  title: 'The article',
  steps: [
    ...FACT_1,
    ...FACT_2,
    ...FACT_3,
    ...FACTS_4_AND_6,
    ...FACT_5,
    ...FACT_7,
    ...FACT_8,
    federalInquiry,
    ...FACT_10,
    cityAppeals,
    ...FACTS_12_AND_13,
    ...FACT_14,
  ],
};
