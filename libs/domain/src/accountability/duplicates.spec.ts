import { draft } from '#domain/testing';
import { ForceReported, InjuryReported } from '../incident/incident.events.js';
import { RecordRetracted } from '../record/record.events.js';
import { contestedOf } from './contested.compute.js';
import { freshnessOf } from './freshness.compute.js';
import { prejudgedOf } from './prejudged.compute.js';
import { entryOf, file, ice, INCIDENT, man, reported, said } from './testing/incident-file.fixture.js';
import { timelineOf } from './timeline.compute.js';

const injured = (severity: 'FATAL' | 'MINOR') =>
  draft(InjuryReported, { injured: man, severity, hospitalised: 'UNKNOWN' }, { on: '2026-01-14' });
const shot = draft(ForceReported, { type: { code: 'FIREARM' }, manner: 'DISCHARGED_HIT' }, { on: '2026-01-15' });
const retracted = draft(RecordRetracted, { because: 'FABRICATED' });

/** An incident with others merged into it, each told by drafts. */
function merged(incident: Parameters<typeof file>[0], ...duplicates: readonly (readonly ReturnType<typeof draft>[])[]) {
  const records = duplicates.map((drafts, n) => {
    const given = drafts.map((one, r) => ({ ...one, id: entryOf('case', n, r) }));
    return { ...file({ incident: given }).incident, id: `incident-00000000-0000-4000-8000-00000000010${n}` };
  });
  return { ...file(incident), duplicates: records };
}

describe('what was merged into an incident', () => {
  it('stands in its timeline', () =>
    expect(timelineOf(merged({}, [reported({}, '2026-01-14T18:40'), shot])).map(({ id }) => id)).toEqual([
      entryOf('case', 0, 0),
      entryOf('incident', 0, 0),
      entryOf('case', 0, 1),
    ]));

  it('may exclude what the incident says of the same', () =>
    expect(contestedOf(merged({ incident: [reported(), injured('MINOR')] }, [injured('FATAL')]))).toMatchObject([
      { record: INCIDENT, aspect: 'severity', entries: [entryOf('incident', 0, 1), entryOf('case', 0, 0)] },
    ]));

  it('moves it', () =>
    expect(freshnessOf(merged({}, [reported(), shot])).lastMovementAt?.entry).toBe(entryOf('case', 0, 1)));

  it('may name the agency that called it justified', () => {
    const involving = reported({ agencies: [{ agency: ice, role: 'INVOLVED' }] });
    const stances = [{ on: INCIDENT, stance: 'JUSTIFIES' as const }];
    const input = { incident: [reported({ agencies: [] })], statements: [[said({ stances })]] };
    expect(prejudgedOf(merged(input))).toEqual([]);
    expect(prejudgedOf(merged(input, [involving]))).toMatchObject([{ through: ice, part: 'INVOLVED' }]);
  });

  it('counts for nothing where it was retracted', () =>
    expect(contestedOf(merged({ incident: [reported(), injured('MINOR')] }, [injured('FATAL'), retracted]))).toEqual(
      [],
    ));
});
