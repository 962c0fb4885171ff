import type { StoredEvent } from '#domain';
import { personsBroughtIn } from './earlier-texts.js';

const ADA = 'person-00000000-0000-4000-8000-000000000001';
const INCIDENT = 'incident-00000000-0000-4000-8000-000000000001';
const broughtIn = (event: object) => personsBroughtIn(event as StoredEvent);
const sealing = (...paths: string[]) => ({ sealed: paths.map((path) => ({ path, subject: ADA, commitment: 'c' })) });

describe('whom texts from before may name, once an entry is on record', () => {
  it('is the person whose name it seals', () => {
    const described = { type: 'PersonDescribed', stream: ADA, data: { name: {} } };
    expect(broughtIn({ ...described, ...sealing('/data/name/full') })).toEqual([ADA]);
    expect(broughtIn({ ...described, data: { age: {} }, ...sealing('/data/age/value') })).toEqual([]);
  });

  it('is the person whom it puts into an incident', () => {
    expect(broughtIn({ type: 'PersonInvolved', stream: INCIDENT, data: { person: ADA } })).toEqual([ADA]);
  });

  it('is the same of a correction', () => {
    const corrected = (type: string, replacement: object) => ({ type: 'EntryCorrected', data: { type, replacement } });
    expect(broughtIn({ ...corrected('PersonInvolved', { person: ADA }), stream: INCIDENT })).toEqual([ADA]);
    const renamed = { ...corrected('PersonDescribed', { name: {} }), stream: ADA };
    expect(broughtIn({ ...renamed, ...sealing('/data/replacement/name/full') })).toEqual([ADA]);
    expect(broughtIn({ ...renamed, ...sealing('/data/replacement/age/value') })).toEqual([]);
  });

  it('is nobody where it brings nobody in', () => {
    expect(broughtIn({ type: 'ForceReported', stream: INCIDENT, data: { by: { person: ADA } } })).toEqual([]);
  });
});
