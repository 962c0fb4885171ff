import { SourceRecorded, SourceRechecked, type StreamName } from '#domain';
import { content } from '../draft.js';
import { headline } from '../words.js';
import { DAY, type Story } from './story.js';

const PUBLISHERS = ['The Daily Ledger', 'City Record', 'County Observer', 'Public Radio', 'The Evening Post'];

/** From here on the story rests on it. */
export function sourceRecorded(story: Story): StreamName {
  const stream = story.newStream('source');
  const published = new Date(story.now).toISOString().slice(0, 10);
  const occurred = story.decided();
  story.tell(stream, (words) =>
    content(
      SourceRecorded,
      {
        kind: words.pick(['WEB', 'WEB', 'WEB', 'DOCUMENT', 'FOOTAGE', 'COURT_FILING']),
        url: `https://news.example/${words.uuid()}`,
        publisher: words.skewed(PUBLISHERS),
        title: headline(words),
        published: { edtf: published, zone: story.region.zone },
        retrieved: published,
        sha256: (words.uuid() + words.uuid()).replaceAll('-', ''),
        tier: words.pick(['PRIMARY', 'INVESTIGATIVE', 'SECONDARY', 'SECONDARY']),
      },
      { occurred },
    ),
  );
  story.restOn(stream);
  return stream;
}

export function sourceRechecked(story: Story, source: StreamName): void {
  const occurred = story.pass(60 * DAY).decided();
  story.tell(source, (words) =>
    content(
      SourceRechecked,
      { result: words.pick(['UNCHANGED', 'UNCHANGED', 'UNCHANGED', 'CHANGED', 'GONE']) },
      { occurred },
    ),
  );
}
