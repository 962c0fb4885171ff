import { id, Story } from '../../../../../libs/read-model/src/testing/story.js';
import { type ReadingServer, readingServer } from '../testing/reading.server.js';
import { StoryModel } from '../testing/story.model.js';

const ATF = 'agency-us-doj-atf';
const ATF_INQUIRIES = `query ($index: SafeInt!) {
  now: agency(id: "${ATF}") { ...Inquiries }
  then: record(asOf: { index: $index }) { agency(id: "${ATF}") { ...Inquiries } }
}
fragment Inquiries on Agency {
  investigations(first: 5) { totalCount nodes { id } }
}`;

interface Inquiries {
  readonly investigations: { readonly totalCount: number; readonly nodes: readonly { readonly id: string }[] };
}

const INVOLVED = 'agency-us-involved';
const MERGED = `query ($index: SafeInt!) {
  record(asOf: { index: $index }) {
    agency(id: "${ATF}") { incidents(first: 5) { totalCount nodes { id } } }
    incident(id: "${id('incident')}") { prejudged { agency { id } through { id } } }
    incidents(filter: { prejudged: true }) { totalCount }
  }
}`;

describe('an agency that another became part of', () => {
  it('has the incidents of both, and prejudges those in which the other was involved', async () => {
    const story = new Story();
    const sources = [id('source')];
    for (const name of [ATF, INVOLVED]) story.tell(name, 'AgencyRegistered', { name, jurisdiction: 'FEDERAL' });
    story.incident(1, { agencies: [{ agency: INVOLVED, role: 'INVOLVED' }] }, { sources });
    const stances = [{ on: id('incident'), stance: 'JUSTIFIES' }];
    story.statement(1, [1], { issuer: { onBehalfOf: ATF }, stances }, { sources });
    story.tell(INVOLVED, 'AgencyMerged', { into: ATF }, { sources });
    const server = await readingServer(await new StoryModel(story).catchUp());
    try {
      expect(await server.ask(MERGED, { index: 3 })).toEqual({
        record: {
          agency: { incidents: { totalCount: 0, nodes: [] } },
          incident: { prejudged: [] },
          incidents: { totalCount: 0 },
        },
      });
      expect(await server.ask(MERGED, { index: 4 })).toEqual({
        record: {
          agency: { incidents: { totalCount: 1, nodes: [{ id: id('incident') }] } },
          incident: { prejudged: [{ agency: { id: ATF }, through: { id: INVOLVED } }] },
          incidents: { totalCount: 1 },
        },
      });
    } finally {
      await server.stop();
    }
  });
});

describe('the inquiries of an agency', () => {
  let story: Story;
  let server: ReadingServer;
  beforeAll(async () => {
    story = new Story();
    story.tell(ATF, 'AgencyRegistered', { name: 'An agency that joins', jurisdiction: 'FEDERAL' });
    for (const n of [1, 2, 3]) {
      story.incident(n);
      story.investigation(n, [n]);
    }
    const sources = [id('source')];
    for (const n of [1, 3])
      story.tell(id('investigation', n), 'AgencyJoinedInvestigation', { agency: ATF, as: 'JOINT' }, { sources });
    story.tell(id('investigation', 1), 'AgencyLeftInvestigation', { agency: ATF, because: 'WITHDREW' }, { sources });
    server = await readingServer(await new StoryModel(story).catchUp());
  });
  afterAll(() => server.stop());

  it('are those that it has a part in, and the one that it left, and no other; at a moment, those of then', async () => {
    const beforeTheSecondJoining = story.log.events.length - 3;
    const { now, then } = await server.ask<{ now: Inquiries; then: { agency: Inquiries } }>(ATF_INQUIRIES, {
      index: beforeTheSecondJoining,
    });
    expect(now.investigations.totalCount).toBe(2);
    expect(now.investigations.nodes.map((node) => node.id).toSorted()).toEqual(
      [id('investigation', 1), id('investigation', 3)].toSorted(),
    );
    expect(then.agency.investigations.nodes).toEqual([{ id: id('investigation', 1) }]);
  });
});
