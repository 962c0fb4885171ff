import {
  CaseOpened,
  ChargesFiled,
  ChargeStatusChanged,
  ProceedingRecorded,
  ProsecutionDeclined,
  type StreamName,
} from '#domain';
import { sentence } from '../words.js';
import { factOf } from './investigation.chapter.js';
import { DAY, type Story } from './story.js';

/** Of two cases one ends with the prosecutor's no; in the others charges are filed, and some are decided. */
export function prosecution(story: Story, person: StreamName | undefined): void {
  const { random, agencies, region, incident } = story;
  const fact = factOf(story, story.newStream('case'));
  const prosecutedBy = agencies.prosecuting.get(region.code)!;
  const against = random.chance(0.6) ? ('OFFICER' as const) : ('SUBJECT' as const);
  const defendant = against === 'SUBJECT' && person ? { person } : { described: 'an officer', role: 'OFFICER' };
  if (random.chance(0.5)) {
    fact(ProsecutionDeclined, 60 * DAY, (words) => ({
      begins: { kind: 'CRIMINAL' as const, against, incidents: [incident] },
      agency: prosecutedBy,
      of: [defendant],
      why: sentence(words),
    }));
    return;
  }
  fact(CaseOpened, 20 * DAY, (words) => ({
    kind: 'CRIMINAL' as const,
    against,
    incidents: [incident],
    jurisdiction: words.pick(['STATE', 'COUNTY', 'FEDERAL']),
    court: `${region.code} district court`,
    parties: [{ party: defendant, as: 'DEFENDANT' as const }],
  }));
  fact(ChargesFiled, 2 * DAY, (words) => ({
    charges: ['1', '2'].slice(0, words.int(1, 2)).map((chargeId) => ({
      chargeId,
      defendant,
      statute: `${words.int(100, 999)}.${words.int(10, 99)}`,
      description: sentence(words),
      level: words.pick(['FELONY', 'GROSS_MISDEMEANOR', 'MISDEMEANOR']),
      counts: words.int(1, 3),
    })),
    prosecutedBy,
  }));
  if (random.chance(0.4))
    fact(ProceedingRecorded, 30 * DAY, (words) => ({ proceeding: { code: 'HEARING' }, detail: sentence(words) }));
  if (random.chance(0.5))
    fact(ChargeStatusChanged, 90 * DAY, (words) => ({
      chargeId: '1',
      status: words.pick(['DISMISSED', 'CONVICTED', 'ACQUITTED']),
      why: sentence(words),
    }));
}
