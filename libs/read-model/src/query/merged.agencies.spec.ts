import type { LogIndex, StreamName } from '#domain';
import { ModelHarness } from '../testing/model.harness.js';
import { id, Story } from '../testing/story.js';
import { matchesFilter } from './filter.match.js';
import type { RecordFilter } from './filter.types.js';

const OLD = 'agency-us-old';
const OLDER = 'agency-us-older';
const NEW = 'agency-us-new';
const sources = [id('source')];

/** An incident of each of two agencies; the older became part of the old one, and that of the new one. */
function story(): Story {
  const told = new Story();
  for (const agency of [NEW, OLD, OLDER])
    told.tell(agency, 'AgencyRegistered', { name: agency, jurisdiction: 'STATE' });
  told.incident(1, { agencies: [{ agency: OLD, role: 'INVOLVED' }] }, { sources });
  told.incident(2, { agencies: [{ agency: OLDER, role: 'OTHER' }] }, { sources });
  told.incident(3, { agencies: [{ agency: NEW, role: 'INVOLVED' }] }, { sources });
  told.statement(1, [1], { issuer: { onBehalfOf: OLD } }, { sources });
  told.tell(OLDER, 'AgencyMerged', { into: OLD }, { sources });
  told.tell(OLD, 'AgencyMerged', { into: NEW }, { sources });
  return told;
}
const BEFORE = 6 as LogIndex;

describe('agencies that were merged into others', () => {
  let model: ModelHarness;
  beforeAll(async () => {
    model = await new ModelHarness(story().log).catchUp();
  });

  const list = (filter: RecordFilter<'incident'>, snapshot = model.now()): StreamName[] =>
    snapshot
      .list('incident', filter, { by: 'RECORDED', direction: 'ASC' }, { first: 10 })
      .edges.map(({ node }) => node);
  const matching = (filter: RecordFilter<'incident'>): StreamName[] => {
    const reader = model.reader();
    const snapshot = model.now();
    const tables = { linked: () => [], hasText: () => false };
    return [1, 2, 3]
      .map((n) => snapshot.facets([id('incident', n)]).get(id('incident', n))!)
      .filter((facets) => matchesFilter(reader.merged.named('incident', filter, facets.index), facets, tables))
      .map(({ record }) => record);
  };

  it.each<[string, RecordFilter<'incident'>, readonly number[]]>([
    ['named', { facets: { agency: { in: [NEW] } } }, [1, 2, 3]],
    ['left out', { facets: { agency: { notIn: [OLD] } } }, [3]],
    ['in a role', { facets: { agencyRole: { in: [`${NEW}:INVOLVED`] } } }, [1, 3]],
    ['spoken for', { facets: { statementBy: { in: [NEW] } } }, [1]],
    ['asked for by the name of their own', { facets: { agency: { in: [OLDER] } } }, [2]],
  ])('are found where the other is %s, in lists and among what is followed', (_how, filter, found) => {
    const incidents = found.map((n) => id('incident', n));
    expect(list(filter)).toEqual(incidents);
    expect(model.now().count('incident', filter)).toBe(incidents.length);
    expect(matching(filter)).toEqual(incidents);
  });

  it('are agencies of their own in what was on record before', () =>
    expect(list({ facets: { agency: { in: [NEW] } } }, model.at(BEFORE))).toEqual([id('incident', 3)]));

  it('stand below the one that they became part of', () => {
    expect(model.now().parentsOf(OLDER)).toEqual([OLD, NEW]);
    expect(model.at(BEFORE).parentsOf(OLDER)).toEqual([]);
  });

  it('end where the record that was merged is retracted', async () => {
    const told = story();
    told.tell(OLD, 'RecordRetracted', { because: 'FABRICATED' });
    const retracted = await new ModelHarness(told.log).catchUp();
    expect(list({ facets: { agency: { in: [NEW] } } }, retracted.now())).toEqual([id('incident', 3)]);
    expect(retracted.now().parentsOf(OLD)).toEqual([]);
  });
});
