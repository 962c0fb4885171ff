import type { NewEvent } from '#domain';
import { MAX_LEAF_BYTES } from '#catalogue';
import { InvalidEventError } from '#event-store';
import { admit } from './admission.js';

const ID = '00000000-0000-5000-8000-000000000001';
const event = (data: NewEvent['data'], more: Partial<NewEvent> = {}): NewEvent => ({
  id: ID,
  type: 'AgencyRegistered',
  schema: 1,
  occurred: { edtf: '2026-01-14', zone: 'UTC' },
  actor: 'actor-00000000-0000-4000-8000-00000000000b',
  correlationId: ID,
  causationId: ID,
  data,
  ...more,
});
const agency = { name: 'An agency', jurisdiction: 'STATE' };

describe('what may enter the log', () => {
  it('is what the schema of its type allows', () => {
    expect(() => admit(event(agency), 'agency-one')).not.toThrow();
    expect(() => admit(event({ ...agency, jurisdiction: 'PLANETARY' }), 'agency-one')).toThrow(/\/data\/jurisdiction/);
  });

  it('holds no personal value in the clear', () => {
    const described = event({ name: { full: 'Ada Testperson' } }, { type: 'PersonDescribed' });
    expect(() => admit(described, `person-${ID}`)).toThrow(InvalidEventError);
  });

  it('has a leaf that fits in a tile', () => {
    const sources = Array.from({ length: 50 }, (_, n) => ({
      source: `source-00000000-0000-4000-8000-0000000000${String(n).padStart(2, '0')}`,
      supports: Array.from({ length: 100 }, () => `/data/${'x'.repeat(20)}`),
    }));
    expect(() => admit(event(agency, { sources }), 'agency-one')).toThrow(new RegExp(`at most ${MAX_LEAF_BYTES}`));
  });
});
