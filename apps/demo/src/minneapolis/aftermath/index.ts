import type { Chapter } from '../../scenario/step.js';
import { ACCOUNTS_OF_KILLING } from './accounts-of-killing.js';
import { COUNTY_CHARGES } from './county-charges.js';
import { DISMISSAL, FEDERAL_CHARGES } from './federal-charges.js';
import { FOOTAGE } from './footage.js';
import { FURTHER_INQUIRIES } from './further-inquiries.js';
import { JOINT_INVESTIGATION } from './joint-investigation.js';
import { JURISDICTION } from './jurisdiction.js';
import { TWO_OFFICERS } from './two-officers.js';

/** Part 2: what public reporting says happened next, which is what makes an accountability tracker worth having. */
export const AFTERMATH: Chapter = {
  title: 'What followed',
  steps: [
    ...JOINT_INVESTIGATION,
    ...JURISDICTION,
    ...ACCOUNTS_OF_KILLING,
    ...FURTHER_INQUIRIES,
    ...FEDERAL_CHARGES,
    ...DISMISSAL,
    ...FOOTAGE,
    ...TWO_OFFICERS,
    ...COUNTY_CHARGES,
  ],
};
