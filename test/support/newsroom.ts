import type { MutationInput, Recorder, RecordedOutcome } from '../../apps/demo/src/loading/recorder.js';

export const ZONE = 'America/Chicago';
export const on = (edtf: string) => ({ edtf, zone: ZONE });

/** What most tests need on record before they can begin. */
export interface Newsroom {
  readonly source: string;
  readonly agency: string;
  readonly incident: string;
  readonly investigation: string;
  /** Input of a fact about the investigation: that the agency's access to the evidence changed. */
  access(more?: MutationInput): MutationInput;
}

/** @param prefix keeps the agencies of two tests on one server apart */
export async function newsroom(editor: Recorder, prefix = 'fbi'): Promise<Newsroom> {
  const source = idOf(
    await editor.record('recordSource', { kind: 'WEB', publisher: 'A newspaper', title: 'A report' }),
  );
  const agency = `agency-us-${prefix}`;
  await editor.record('registerAgency', { record: agency, name: 'An agency', jurisdiction: 'FEDERAL' });
  const incident = idOf(await editor.record('reportIncident', incidentInput(source)));
  const investigation = idOf(
    await editor.record('openInvestigation', {
      incidents: [incident],
      kind: { code: 'CRIMINAL' },
      lead: agency,
      occurred: on('2026-01-14'),
      sources: [{ source }],
    }),
  );
  return {
    source,
    agency,
    incident,
    investigation,
    access: (more = {}) => ({
      record: investigation,
      agency,
      access: 'FULL',
      occurred: on('2026-01-15'),
      sources: [{ source }],
      ...more,
    }),
  };
}

export const incidentInput = (source: string, more: MutationInput = {}): MutationInput => ({
  kinds: [{ code: 'SHOOTING' }],
  relevance: 'INCIDENT',
  title: 'A shooting',
  occurred: on('2026-01-14'),
  sources: [{ source }],
  ...more,
});

/** Id of the record; a test that cannot read it has nothing to go on with. */
export function idOf({ record, entry }: RecordedOutcome): string {
  if (!record) throw new Error(`entry ${entry} was recorded, but the read model did not get there in time`);
  return record.id;
}
