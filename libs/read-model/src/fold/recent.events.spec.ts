import type { StoredEvent } from '#domain';
import { id, Story } from '../testing/story.js';
import { RecentEvents } from './recent.events.js';

const incident = id('incident');

function told(count: number): StoredEvent[] {
  const story = new Story();
  story.incident(1);
  for (let n = 1; n < count; n += 1) story.tell(incident, 'NarrativeAdded', { text: `${n}` });
  return story.log.events;
}

const heard = (events: readonly StoredEvent[]): RecentEvents => {
  const recent = new RecentEvents(10);
  for (const event of events) recent.add(event);
  return recent;
};

describe('recent events', () => {
  it('gives all events of a record up to one of them', () => {
    const events = told(4);
    expect(heard(events).upTo(incident, 2)).toEqual(events.slice(0, 3));
    expect(heard(events).upTo(incident, 3)).toEqual(events);
  });

  it('gives none where it has not heard all of them', () => {
    const events = told(4);
    expect(heard(events).upTo(incident, 4)).toBeUndefined();
    expect(heard(events.slice(1)).upTo(incident, 3)).toBeUndefined();
    expect(heard([...events.slice(0, 1), ...events.slice(2)]).upTo(incident, 3)).toBeUndefined();
  });

  it('holds no long record', () => {
    const recent = heard(told(40));
    for (const revision of [0, 15, 39]) expect(recent.upTo(incident, revision)).toBeUndefined();
  });
});
