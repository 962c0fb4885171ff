import type { JsonObject, NewEvent, Occurred, SourceReference, StoredEvent, StreamName } from '#domain';
import { MemoryLog } from './memory.log.js';

const ZONE = 'America/Chicago';
const ACTOR = 'actor-00000000-0000-4000-8000-00000000000b';
const START = Date.UTC(2026, 0, 15, 12);
const HOUR = 3_600_000;

/** The nth record of a kind: a stable id. */
export const id = (kind: string, n = 1): StreamName => `${kind}-00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

export const entryId = (n: number): string => `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`;

export interface Told {
  readonly on?: string;
  readonly after?: readonly string[];
  readonly sources?: readonly (StreamName | SourceReference)[];
  /** RFC 6901 paths of narrative values, default: the usual ones that are there. */
  readonly texts?: readonly string[];
  readonly attribution?: NewEvent['attribution'];
  readonly sealed?: NewEvent['sealed'];
}

const USUAL_TEXTS = ['title', 'narrative', 'summary', 'scope', 'detail', 'what'];

/** Tells a log event by event: one an hour, whose ids count up from 0. */
export class Story {
  readonly log = new MemoryLog();

  /** How fast-check shows it when a property fails. */
  [Symbol.for('fast-check/toStringMethod')](): string {
    return this.log.events
      .map(({ type, stream, revision, occurred, data }, n) =>
        [n, type, `${stream}@${revision}`, occurred.edtf, JSON.stringify(data)].join(' '),
      )
      .join('\n');
  }

  tell(stream: StreamName, type: string, data: JsonObject, told: Told = {}): StoredEvent {
    const n = this.log.events.length;
    const occurred: Occurred = {
      edtf: told.on ?? '2026-01-14',
      zone: ZONE,
      ...(told.after ? { after: told.after } : {}),
    };
    const replacement = data['replacement'] as JsonObject | undefined;
    const texts = told.texts ?? [
      ...USUAL_TEXTS.filter((name) => name in data).map((name) => `/data/${name}`),
      ...USUAL_TEXTS.filter((name) => replacement && name in replacement).map((name) => `/data/replacement/${name}`),
    ];
    return this.log.append(
      stream,
      {
        id: entryId(n),
        type,
        schema: type === 'StatusConfirmed' ? 2 : 1,
        occurred,
        ...(told.attribution ? { attribution: told.attribution } : {}),
        ...(told.sealed ? { sealed: told.sealed } : {}),
        ...(told.sources
          ? { sources: told.sources.map((source) => (typeof source === 'string' ? { source } : source)) }
          : { reason: { text: 'A reason.' } }),
        actor: ACTOR,
        correlationId: entryId(900_000 + n),
        causationId: entryId(900_000 + n),
        data,
        texts: Object.fromEntries(texts.map((path) => [path, { salt: 'c2FsdA', commitment: 'Y29tbWl0' }])),
      },
      new Date(START + n * HOUR).toISOString(),
    );
  }

  incident(n: number, data: JsonObject = {}, told: Told = {}): StoredEvent {
    const usual = { kinds: [{ code: 'SHOOTING' }], relevance: 'INCIDENT', title: `Incident number ${n}` };
    return this.tell(id('incident', n), 'IncidentReported', { ...usual, ...data }, told);
  }

  investigation(n: number, incidents: readonly number[], data: JsonObject = {}, told: Told = {}): StoredEvent {
    const usual = { kind: { code: 'CRIMINAL' }, lead: 'agency-us-doj-fbi' };
    const about = incidents.map((incident) => id('incident', incident));
    return this.tell(id('investigation', n), 'InvestigationOpened', { incidents: about, ...usual, ...data }, told);
  }

  statement(n: number, incidents: readonly number[], data: JsonObject = {}, told: Told = {}): StoredEvent {
    const about = incidents.map((incident) => id('incident', incident));
    const usual = { issuer: { onBehalfOf: 'agency-us-dhs' }, summary: 'What was said', claims: [] };
    return this.tell(id('statement', n), 'StatementIssued', { incidents: about, ...usual, ...data }, told);
  }
}
