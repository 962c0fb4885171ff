import { openingEvents } from './actors.js';
import { registerAgencies } from './agencies.js';
import { EventComposer, type ComposedEvent } from './event.composer.js';
import { Pace } from './pace.js';
import { Random } from './random.js';
import { tellStory } from './story/tell-story.js';
import { Timeline } from './timeline.js';

export interface LogShape {
  readonly seed: number;
  readonly incidents: number;
  /** In all, what opens the log and registers agencies and actors included. */
  readonly events: number;
}

const FIRST_DAY = Date.UTC(2016, 0, 1);
const LAST_DAY = Date.UTC(2025, 11, 31);

/** A log as ten years of a newsroom would leave it, event by event in the order of recording. */
export function* generateEvents({ seed, incidents, events }: LogShape): Generator<ComposedEvent> {
  const random = new Random(seed);
  const timeline = new Timeline();
  const { actors, drafts: opening } = openingEvents(random, FIRST_DAY);
  const { agencies, drafts: registered } = registerAgencies(random, FIRST_DAY);
  for (const draft of [...opening, ...registered]) timeline.add(draft);
  const composer = new EventComposer(random, actors);
  const pace = new Pace(incidents, events - timeline.size);
  for (let n = 0; n < incidents; n++) {
    const began = FIRST_DAY + ((n + random.next()) * (LAST_DAY - FIRST_DAY)) / incidents;
    const drafts = tellStory(random, agencies, began, pace.length);
    pace.add(drafts.length);
    for (const draft of drafts) timeline.add(draft);
    // No later story has an event before it begins: up to there the order is certain.
    const certain = FIRST_DAY + ((n + 1) * (LAST_DAY - FIRST_DAY)) / incidents;
    while (timeline.next < certain) yield composer.compose(timeline.take()!);
  }
  while (timeline.size > 0) yield composer.compose(timeline.take()!);
}
