import { id, Story } from '../../../../libs/read-model/src/testing/story.js';
import { StoryModel } from '../queries/testing/story.model.js';
import { exampleQueries } from './example-queries.js';
import { exampleValues } from './example-values.js';

const SOURCE = { sources: [id('source')] };
const now = new Date('2026-03-01T12:00:00Z');
const valuesOf = async (story: Story) => exampleValues((await new StoryModel(story).catchUp()).current(), now);

describe('the values of the example queries', () => {
  it('are of the first incident of this record that they have something to show of', async () => {
    const story = new Story();
    story.incident(1, { title: 'Nothing was said of it' }, SOURCE);
    story.incident(2, { title: 'A shooting' }, SOURCE);
    story.tell(id('person'), 'PersonRegistered', { kind: 'PRIVATE' });
    story.tell(id('incident', 2), 'PersonInvolved', { person: id('person'), role: 'SUBJECT', minor: 'NO' }, SOURCE);
    const issuer = { onBehalfOf: 'agency-us-fbi' };
    story.statement(1, [2], { issuer }, SOURCE);
    const values = await valuesOf(story);
    expect(values).toMatchObject({
      incident: id('incident', 2),
      statement: id('statement'),
      person: id('person'),
      agency: 'agency-us-fbi',
      zone: 'UTC',
      day: '2026-03-01',
    });
    const filled = exampleQueries(values).flatMap(({ variables }) => Object.values(JSON.parse(variables ?? '{}')));
    expect(filled.length).toBeGreaterThan(10);
    expect(filled).not.toContain('');
  });

  it('are a day and a zone where there is no record', async () => {
    expect(await valuesOf(new Story())).toMatchObject({ zone: 'UTC', later: '2026-03-01' });
    expect(exampleValues(undefined, now)).not.toHaveProperty('incident');
  });
});
