import { DisclosureDecided, PersonDescribed, PersonRegistered, type StreamName } from '#domain';
import { content } from '../draft.js';
import { nameOfNobody } from '../words.js';
import type { Story } from './story.js';

/** A private person; of three in four something is known, and it is sealed: name, age and gender. */
export function person(story: Story): StreamName {
  const stream = story.newStream('person');
  const registered = story.goOn().decided();
  story.tell(stream, () =>
    content(PersonRegistered, { kind: 'PRIVATE' }, { occurred: registered, reason: { text: 'Named in a report.' } }),
  );
  if (story.random.chance(0.75)) describe(story, stream);
  return stream;
}

function describe(story: Story, stream: StreamName): void {
  const occurred = story.goOn().occurred(story.began);
  const sources = [story.source];
  story.tell(stream, (words) => {
    const { given, family } = nameOfNobody(words);
    return content(
      PersonDescribed,
      {
        name: { full: `${given} ${family}`, given, family },
        age: { value: words.int(14, 80) },
        gender: { code: words.pick(['FEMALE', 'MALE', 'UNKNOWN']) },
      },
      { occurred, sources, attribution: { kind: 'SOURCE' } },
    );
  });
  if (!story.random.chance(0.3)) return;
  const decided = story.goOn().decided();
  story.tell(stream, () =>
    content(
      DisclosureDecided,
      { fields: ['name'], basis: { code: 'WIDELY_REPORTED' } },
      { occurred: decided, reason: { text: 'Reported by several.' } },
    ),
  );
}
