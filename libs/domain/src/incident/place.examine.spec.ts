import { draft, entryId, specify } from '#domain/testing';
import { EntryCorrected } from '../record/record.events.js';
import type { DataOf } from '../shared/declaration.js';
import { IncidentReported } from './incident.events.js';
import { incidentDecider } from './incident.decider.js';
import type { Place } from './place.schema.js';

const PERSON = 'person-00000000-0000-4000-8000-000000000004';
const incident = specify(incidentDecider, 'incident-00000000-0000-4000-8000-000000000001');

const report = (more: Partial<DataOf<typeof IncidentReported>> = {}) =>
  draft(IncidentReported, { kinds: [{ code: 'SHOOTING' }], relevance: 'INCIDENT', title: 'A man is shot', ...more });
const place = (more: Partial<Place> = {}): Place => ({
  text: 'North Minneapolis',
  country: 'US',
  zone: 'America/Chicago',
  precision: 'LOCALITY',
  ...more,
});

describe('placing an incident', () => {
  const refused = (data: Place, code: 'NOT_ALLOWED' | 'INVALID_INPUT', path: string) =>
    incident
      .given()
      .when(report({ places: [place(), data] }))
      .thenRefused(code, path);

  it('refuses a latitude without a longitude', () =>
    refused(place({ lat: '44.9' }), 'INVALID_INPUT', '/data/places/1'));

  it('refuses a latitude beyond the pole', () =>
    refused(place({ lat: '90.1', lon: '0' }), 'INVALID_INPUT', '/data/places/1/lat'));

  it('refuses a longitude beyond the date line', () =>
    refused(place({ lat: '1', lon: '-180.5' }), 'INVALID_INPUT', '/data/places/1/lon'));

  it('refuses the address of a home in the clear', () =>
    refused(place({ home: PERSON, precision: 'ADDRESS' }), 'NOT_ALLOWED', '/data/places/1/precision'));

  it('refuses coordinates of a home that are finer than a block', () =>
    refused(
      place({ home: PERSON, precision: 'BLOCK', lat: '44.99901', lon: '-93.288' }),
      'NOT_ALLOWED',
      '/data/places/1',
    ));

  it('refuses an exact place that is nobody’s home', () =>
    refused(place({ exact: { text: '600 Example Avenue' } }), 'NOT_ALLOWED', '/data/places/1/exact'));

  it('keeps no exact place in its state', () =>
    incident
      .given()
      .when(
        report({
          places: [place({ home: PERSON, exact: { text: '600 Example Avenue', lat: '44.99901', lon: '-93.28811' } })],
        }),
      )
      .thenRecorded((state) => expect(JSON.stringify(state)).not.toMatch(/600 Example|44\.99901/)));

  it('refuses a correction that would put the address into the clear', () =>
    incident
      .given(report())
      .when(
        draft(EntryCorrected, {
          entry: entryId(0),
          type: 'IncidentReported',
          schema: 1,
          kept: [],
          replacement: { ...report().data, places: [place({ home: PERSON, precision: 'ADDRESS' })] },
        }),
      )
      .thenRefused('NOT_ALLOWED', '/data/replacement/places/0/precision'));
});
