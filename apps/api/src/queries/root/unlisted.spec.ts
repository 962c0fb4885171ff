import { id, Story } from '../../../../../libs/read-model/src/testing/story.js';
import { type ReadingServer, readingServer } from '../testing/reading.server.js';
import { StoryModel } from '../testing/story.model.js';

const STANDING = id('incident', 1);
const MADE_UP = id('incident', 2);
const DUPLICATE = id('incident', 3);

const NESTED = `query ($id: ID!) {
  incident(id: $id) {
    investigations { id } cases { id } statements { id }
    investigationStatus { status investigations { id } }
    all: investigations(include: [RETRACTED]) { id tombstone { because } }
    allStatements: statements(include: [RETRACTED]) { id }
    allCases: cases(include: [RETRACTED]) { id }
  }
}`;

describe('what was retracted or merged', () => {
  let server: ReadingServer;
  beforeAll(async () => {
    const story = new Story();
    for (const n of [1, 2, 3]) story.incident(n, { title: `A zebra was seen, ${n}` });
    story.investigation(1, [1]);
    story.statement(1, [1]);
    story.tell(
      id('case', 1),
      'CaseOpened',
      { kind: 'CRIMINAL', against: 'OFFICER', incidents: [STANDING], jurisdiction: 'COUNTY' },
      { sources: [id('source')] },
    );
    for (const record of [id('investigation', 1), id('statement', 1), id('case', 1), MADE_UP])
      story.tell(record, 'RecordRetracted', { because: 'FABRICATED' });
    story.tell(DUPLICATE, 'IncidentMerged', { into: STANDING });
    server = await readingServer(await new StoryModel(story).catchUp());
  });
  afterAll(() => server.stop());

  const found = async (args: string): Promise<string[]> => {
    const { search } = await server.ask<{ search: { id: string }[] }>(`{ search(text: "zebra", ${args}) { id } }`);
    return search.map((node) => node.id);
  };

  it('is found by a search only where it is asked for', async () => {
    expect(await found('first: 5')).toEqual([STANDING]);
    // Fewer than there are: what is left out must not use the page up.
    expect(await found('first: 1')).toEqual([STANDING]);
    expect((await found('include: [RETRACTED]')).toSorted()).toEqual([STANDING, MADE_UP]);
    expect((await found('include: [RETRACTED, MERGED]')).toSorted()).toEqual([STANDING, MADE_UP, DUPLICATE]);
  });

  it('stands under an incident only where it is asked for, with its tombstone, and is behind no status', async () => {
    const { incident } = await server.ask<{ incident: object }>(NESTED, { id: STANDING });
    expect(incident).toEqual({
      investigations: [],
      cases: [],
      statements: [],
      investigationStatus: { status: 'NONE_KNOWN', investigations: [] },
      all: [{ id: id('investigation', 1), tombstone: { because: 'FABRICATED' } }],
      allStatements: [{ id: id('statement', 1) }],
      allCases: [{ id: id('case', 1) }],
    });
  });
});
