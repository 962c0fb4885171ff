import { draft } from '#domain/testing';
import { DeadlineMet, DeadlineMoved, DeadlineSet } from '../investigation/investigation.events.js';
import { overdueOf } from './overdue.compute.js';
import { entryOf, file, INVESTIGATIONS, investigationOpened } from './testing/incident-file.fixture.js';

const due = (edtf: string) => ({ edtf, zone: 'America/Chicago' });
const set = (deadlineId: string, date: string) =>
  draft(DeadlineSet, { deadlineId, what: 'The report', due: due(date), basis: 'STATUTE' }, { on: '2026-01-20' });
const overdue = (...drafts: ReturnType<typeof set>[]) =>
  overdueOf(file({ investigations: [[investigationOpened(), ...drafts]] }));

describe('from when on something is overdue', () => {
  it('is the end of the day that was set, on the clock of its zone', () =>
    expect(overdue(set('report', '2026-04-01'))).toEqual({
      at: Date.parse('2026-04-02T00:00:00-05:00'),
      entry: entryOf('investigation', 0, 1),
      investigation: INVESTIGATIONS[0],
      deadlineId: 'report',
    }));

  it('is the end of the earliest deadline that is not met', () => {
    const met = draft(DeadlineMet, { deadlineId: 'early' }, { on: '2026-02-01' });
    expect(overdue(set('late', '2026-06'), set('early', '2026-03-01'))?.deadlineId).toBe('early');
    expect(overdue(set('late', '2026-06'), set('early', '2026-03-01'), met)?.deadlineId).toBe('late');
  });

  it('moves with a deadline that is moved, and rests on the move', () =>
    expect(
      overdue(
        set('report', '2026-04-01'),
        draft(DeadlineMoved, { deadlineId: 'report', due: due('2026-05-01') }, { on: '2026-03-01' }),
      ),
    ).toMatchObject({ at: Date.parse('2026-05-02T00:00:00-05:00'), entry: entryOf('investigation', 0, 2) }));

  it('is never where nothing is due, or no one knows when', () => {
    expect(overdue()).toBeUndefined();
    expect(overdue(set('report', 'XXXX'))).toBeUndefined();
  });
});
