import type { CommandRequest } from '../command.types.js';
import { unsupportedPaths } from './supported-paths.js';

const supporting = (...supports: string[]) => [{ source: 'source-00000000-0000-4000-8000-000000000001', supports }];
const report = (...supports: string[]): CommandRequest => ({
  type: 'IncidentReported',
  occurred: { edtf: '2026', zone: 'UTC' },
  sources: supporting(...supports),
  data: { title: 'A raid', kinds: [{ code: 'RAID' }] },
});
const correction = (...supports: string[]): CommandRequest => ({
  type: 'EntryCorrected',
  data: { replacement: { name: {}, age: { value: 41 } }, kept: ['/data/name/full'], sources: supporting(...supports) },
});

describe('the paths that a source supports', () => {
  it.each(['/data/title', '/data', '/data/kinds/0/code', '/occurred', '/occurred/edtf'])(
    'are in the entry: %s',
    (path) => expect(unsupportedPaths(report(path))).toEqual([]),
  );

  it.each(['/nowhere', '/data/titel', '/data/kinds/1', '/title'])('are refused where they are not: %s', (path) =>
    expect(unsupportedPaths(report('/data', path))).toMatchObject([{ path: '/sources/0/supports/1', actual: path }]),
  );

  it.each(['/data/age/value', '/data/name/full', '/occurred/edtf'])(
    'are those of the entry as a correction leaves it: %s',
    (path) => expect(unsupportedPaths(correction(path))).toEqual([]),
  );

  it('are refused where a correction leaves nothing', () =>
    expect(unsupportedPaths(correction('/data/gender'))).toMatchObject([{ path: '/data/sources/0/supports/0' }]));
});
