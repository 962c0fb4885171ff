import type { EventId, JsonObject, NewEvent, Revision, StreamName } from '#domain';
import { Story } from '../../../libs/read-model/src/testing/story.js';

/** An entry that a writer knows of, which something later can be about. */
export interface KnownEntry {
  readonly id: EventId;
  readonly type: string;
  readonly data: JsonObject;
}

/** What happens: the first event of a stream begins a record, later ones are about it or about its entries. */
interface Happening {
  readonly type: string;
  readonly data: JsonObject;
}

type Tell = (n: number, known: readonly KnownEntry[]) => Happening;

const AGENCIES = ['agency-us-doj-fbi', 'agency-us-dhs', 'agency-us-mn-bca'] as const;
const of = <T>(choices: readonly T[], n: number): T => choices[n % choices.length]!;

const BEGINNINGS: Readonly<Record<string, Tell>> = {
  incident: (n) => ({
    type: 'IncidentReported',
    data: {
      kinds: [{ code: of(['SHOOTING', 'RAID'], n) }],
      relevance: 'INCIDENT',
      title: `Incident number ${n}`,
      agencies: [{ agency: of(AGENCIES, n), role: 'INVOLVED' }],
    },
  }),
  investigation: (n) => ({
    type: 'InvestigationOpened',
    data: { incidents: [], kind: { code: 'CRIMINAL' }, lead: of(AGENCIES, n) },
  }),
};

/** About an entry, which needs the record to be folded anew and its stream to be read. */
const ABOUT_ENTRIES: readonly Tell[] = [
  (n, known) => {
    const { id, type, data } = of(known, n);
    const replacement = 'title' in data ? { ...data, title: `Another title ${n}` } : data;
    return { type: 'EntryCorrected', data: { entry: id, type, schema: 1, replacement, kept: [] } };
  },
  (n, known) => ({ type: 'EntryWithdrawn', data: { entry: of(known, n).id } }),
  (n, known) => ({ type: 'EntryReinstated', data: { entry: of(known, n).id } }),
];

const confirmed: Tell = (n) => ({ type: 'StatusConfirmed', data: { checked: [{ what: `Docket ${n}` }] } });

const CONTINUATIONS: Readonly<Record<string, readonly Tell[]>> = {
  incident: [
    confirmed,
    (n) => ({
      type: 'InjuryReported',
      data: { injured: { described: 'a man' }, severity: of(['FATAL', 'SERIOUS'], n), hospitalised: 'UNKNOWN' },
    }),
  ],
  investigation: [
    confirmed,
    (n) => ({ type: 'AgencyJoinedInvestigation', data: { agency: of(AGENCIES, n), as: 'JOINT' } }),
    (n) => ({ type: 'AgencyLeftInvestigation', data: { agency: of(AGENCIES, n), because: 'WITHDREW' } }),
    () => ({ type: 'InvestigationSuspended', data: {} }),
  ],
};

/** The event at a revision of a stream, chosen by a number: one that read models have to make something of. */
export function happeningAt(
  stream: StreamName,
  revision: Revision,
  n: number,
  known: readonly KnownEntry[],
  id: EventId,
): NewEvent {
  const kind = stream.slice(0, stream.indexOf('-'));
  const continuations = CONTINUATIONS[kind]!;
  const choices = known.length > 0 ? [...continuations, ...ABOUT_ENTRIES] : continuations;
  const { type, data } = revision === 0 ? BEGINNINGS[kind]!(n, known) : of(choices, n)(n >> 3, known);
  // What a log stamps is the log's affair.
  const {
    stream: _,
    revision: __,
    recordedAt: ___,
    position: ____,
    ...told
  } = new Story().tell(stream, type, data) as NewEvent &
    Record<'stream' | 'revision' | 'recordedAt' | 'position', unknown>;
  return { ...told, id, correlationId: id, causationId: id };
}

/** Whether something can be said about it later. */
export const isEntry = ({ type }: { readonly type: string }): boolean => /Reported|Opened|Joined/.test(type);
