import { draft } from '#domain/testing';
import {
  InvestigationAnnounced,
  InvestigationClosed,
  InvestigationDeclined,
  InvestigationReferred,
  InvestigationSuspended,
} from '../investigation/investigation.events.js';
import { RecordRetracted } from '../record/record.events.js';
import { investigationStatusOf } from './investigation-status.compute.js';
import {
  bca,
  entryOf,
  fbi,
  file,
  INCIDENT,
  INVESTIGATIONS,
  investigationOpened,
} from './testing/incident-file.fixture.js';

const kind = { code: 'CRIMINAL' };
const declined = [draft(InvestigationDeclined, { incidents: [INCIDENT], kind, agency: fbi })];
const closed = [investigationOpened(), draft(InvestigationClosed, { outcome: 'NO_CHARGES' }, { on: '2026-06-01' })];
const announced = [draft(InvestigationAnnounced, { incidents: [INCIDENT], kind })];
const suspended = [investigationOpened(), draft(InvestigationSuspended, {}, { on: '2026-03-01' })];
const referred = [
  investigationOpened(),
  draft(InvestigationReferred, { to: bca, for: 'PROSECUTION' }, { on: '2026-03-01' }),
];

describe('the investigation status of an incident', () => {
  it('is NONE_KNOWN where there is no investigation', () =>
    expect(investigationStatusOf(file({}))).toEqual({ value: 'NONE_KNOWN', entries: [], investigations: [] }));

  it.each([
    ['OPEN', [referred, [investigationOpened()]]],
    ['REFERRED', [suspended, referred]],
    ['SUSPENDED', [announced, suspended]],
    ['ANNOUNCED', [closed, announced]],
    ['CLOSED', [declined, closed]],
    ['DECLINED', [declined]],
  ])('is %s where that is the first in order', (status, investigations) => {
    const last = investigations.length - 1;
    const { value, entries, investigations: lines } = investigationStatusOf(file({ investigations }));
    expect(value).toBe(status);
    expect(entries).toEqual([entryOf('investigation', last, investigations[last]!.length - 1)]);
    expect(lines).toHaveLength(investigations.length);
  });

  it('shows the list behind it: who leads, who declined, how it ended', () =>
    expect(
      investigationStatusOf(file({ investigations: [[investigationOpened()], declined, closed] })).investigations,
    ).toMatchObject([
      {
        investigation: INVESTIGATIONS[0],
        status: 'OPEN',
        agency: fbi,
        kind: 'CRIMINAL',
        since: { edtf: '2026-01-15' },
      },
      { investigation: INVESTIGATIONS[1], status: 'DECLINED', agency: fbi },
      { investigation: INVESTIGATIONS[2], status: 'CLOSED', outcome: 'NO_CHARGES' },
    ]));

  it('leaves a retracted investigation out', () => {
    const retracted = [investigationOpened(), draft(RecordRetracted, { because: 'FABRICATED' })];
    expect(investigationStatusOf(file({ investigations: [retracted] })).value).toBe('NONE_KNOWN');
  });
});
