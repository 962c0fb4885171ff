import type { Agencies } from '../agencies.js';
import type { Draft } from '../draft.js';
import type { Random } from '../random.js';
import { prosecution } from './case.chapter.js';
import {
  confirmed,
  forceCorrected,
  forceReported,
  incidentReported,
  injuryReported,
  personInvolved,
  retracted,
  verified,
  withdrawn,
} from './incident.chapter.js';
import { investigation, milestone } from './investigation.chapter.js';
import { person } from './people.chapter.js';
import { sourceRechecked, sourceRecorded } from './sources.chapter.js';
import { claimAssessed, statementIssued } from './statements.chapter.js';
import { Story } from './story.js';

/** No story is shorter: a source, and what it reports. */
export const SHORTEST = 2;

/**
 * All that is recorded about one incident, in the order of recording.
 * @param length events at most and at least: a longer story breaks off, a shorter one goes on with small news
 */
export function tellStory(
  random: Random,
  agencies: Agencies,
  began: number,
  length: { readonly min: number; readonly max: number },
): readonly Draft[] {
  const story = new Story(random, agencies, began);
  const source = sourceRecorded(story);
  const reported = incidentReported(story.goOn());
  const subject = random.chance(0.6) ? person(story) : undefined;
  if (subject) personInvolved(story, subject, reported);
  const force = random.chance(0.75) ? forceReported(story, subject) : undefined;
  if (random.chance(0.5)) injuryReported(story, subject);
  if (random.chance(0.5)) statements(story);
  const inquiry = random.chance(0.5) ? investigation(story) : undefined;
  if (force && random.chance(0.05)) forceCorrected(story, force);
  if (random.chance(0.2)) prosecution(story, subject);
  if (random.chance(0.2)) verified(story, [reported]);
  if (force && random.chance(0.01)) withdrawn(story, force);
  // A retracted record takes nothing more.
  if (story.drafts.length >= length.min && random.chance(0.004)) retracted(story);
  while (story.drafts.length < length.min) goOn(story, source, inquiry);
  return story.drafts.slice(0, Math.max(SHORTEST, length.max));
}

function statements(story: Story): void {
  const official = statementIssued(story, 'agency');
  if (!story.random.chance(0.4)) return;
  const other = statementIssued(story, 'others');
  if (story.random.chance(0.5)) claimAssessed(story, official, other);
}

/** Small news: confirmed, rechecked, one more step of the inquiry. */
function goOn(story: Story, source: string, inquiry: string | undefined): void {
  const kind = story.random.next();
  if (inquiry && kind < 0.4) milestone(story, inquiry);
  else if (kind < 0.7) sourceRechecked(story, source);
  else confirmed(story, story.incident);
}
