import { entryId, id, Story } from '../../../../../libs/read-model/src/testing/story.js';

export const INCIDENT = id('incident');
/** One with more entries than fit on a page of two. */
export const LONG = id('incident', 3);

/** An incident with an inquiry whose closing was withdrawn, one that was merged into it, and one with many entries. */
export function oneIncident(): Story {
  const story = new Story();
  const kinds = [{ code: 'SHOOTING', raw: { scheme: 'a-tracker', value: 'Gunshot' } }];
  story.incident(1, { kinds, narrative: 'A shot was fired' }, { on: '2026-01-14', sources: [id('source')] });
  story.tell(id('source'), 'SourceRecorded', { kind: 'WEB', publisher: 'A newspaper' });
  story.investigation(1, [1], {}, { on: '2026-01-15', sources: [id('source')] });
  const closing = { on: '2026-02-01', sources: [id('source')] };
  story.tell(id('investigation'), 'InvestigationClosed', { outcome: 'NO_CHARGES' }, closing);
  story.tell(id('investigation'), 'EntryWithdrawn', { entry: entryId(3) });
  story.incident(2, {}, { on: '2026-01-14' });
  story.tell(id('incident', 2), 'IncidentMerged', { into: INCIDENT });
  story.incident(3, {}, { on: '2026-01-14' });
  for (let n = 1; n <= 4; n++)
    story.tell(LONG, 'PersonInvolved', { person: id('person', n), role: 'OFFICER', minor: 'NO' });
  return story;
}
