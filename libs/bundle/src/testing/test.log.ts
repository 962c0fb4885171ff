import { createHash } from 'node:crypto';
import { commitment, valueAt, withoutPaths } from '#catalogue/form';
import type { Json, JsonObject, StoredEvent } from '#domain';
import type { PersonalOpening } from '#bundle';

export const uuidOf = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
/** Fixed, so that the same log is the same bytes. */
const saltOf = (text: string) => createHash('sha256').update(`salt ${text}`).digest('base64url');

export const LOG_ID = uuidOf('log');
export const INCIDENT = `incident-${uuidOf('incident')}`;
export const OTHER = `incident-${uuidOf('other')}`;
export const PERSON = `person-${uuidOf('person')}`;

interface Sealed {
  readonly path: string;
  readonly field: string;
  readonly value: Json;
}
interface Parts {
  readonly data?: JsonObject;
  readonly texts?: readonly string[];
  readonly sealed?: readonly Sealed[];
}

/** A log as the product writes one, with what opens its commitments. */
export class TestLog {
  readonly events: StoredEvent[] = [];
  readonly personal: PersonalOpening[] = [];
  private readonly revisions = new Map<string, number>();

  constructor() {
    this.add('log', 'LogOpened', { data: { logId: LOG_ID }, texts: ['/data'] });
  }

  add(stream: string, type: string, { data = {}, texts = [], sealed = [] }: Parts = {}): StoredEvent {
    const index = this.events.length;
    const revision = this.revisions.get(stream) ?? 0;
    this.revisions.set(stream, revision + 1);
    const id = uuidOf(`event ${index}`);
    const commitmentOf = (path: string, value: unknown) => {
      const salt = saltOf(`${id}${path}`);
      return { salt, commitment: commitment(id, path, salt, value) };
    };
    const openings = sealed.map(({ path, field, value }) => {
      const { salt, commitment: committed } = commitmentOf(path, value);
      this.personal.push({ index, event: id, path, subject: PERSON, field, salt, value });
      return { path, subject: PERSON, commitment: committed };
    });
    const event: StoredEvent = {
      id,
      stream,
      revision,
      type,
      schema: 1,
      recordedAt: new Date(Date.UTC(2026, 0, 1) + index * 3_600_000).toISOString(),
      occurred: { edtf: '2026-01-14', zone: 'America/Chicago' },
      actor: `actor-${uuidOf('actor')}`,
      correlationId: id,
      causationId: id,
      data,
      ...(texts.length > 0
        ? { texts: Object.fromEntries(texts.map((path) => [path, commitmentOf(path, valueAt({ data }, path))])) }
        : {}),
      ...(openings.length > 0 ? { sealed: openings } : {}),
    };
    this.events.push(event);
    return event;
  }

  /** As a server would serve it from then on. */
  withhold(event: StoredEvent, path: string): void {
    this.add('log', 'TextWithheld', { data: { entry: event.id, path }, texts: ['/data'] });
    this.events[this.events.indexOf(event)] = withoutPaths(event, [path, `/texts/${path.replaceAll('/', '~1')}/salt`]);
  }

  erase(fields: readonly string[]): void {
    this.add(PERSON, 'PersonalDataErased', { data: { basis: 'REQUEST', fields: [...fields] } });
    for (const field of fields)
      this.personal.splice(0, Infinity, ...this.personal.filter((opening) => opening.field !== field));
  }
}

/** A case with a person in it, some texts, one of them withheld; and other records, so that the tree has two tiles. */
export function caseLog(count = 300): TestLog {
  const log = new TestLog();
  log.add(PERSON, 'PersonRegistered', {
    data: { kind: 'PRIVATE' },
    sealed: [
      { path: '/data/name', field: 'name', value: 'A. Person' },
      { path: '/data/nationality', field: 'nationality', value: 'XX' },
    ],
  });
  const titled = (stream: string, n: number) =>
    log.add(stream, 'IncidentRecorded', { data: { n, title: `Title ${n}` }, texts: ['/data/title'] });
  const withheld = titled(INCIDENT, 0);
  titled(OTHER, 1);
  while (log.events.length < count - 2) titled(log.events.length % 60 === 0 ? INCIDENT : OTHER, log.events.length);
  log.withhold(withheld, '/data/title');
  log.add('log', 'SigningKeyRotated', { data: { name: 'example.org/log', publicKey: 'AAAA' }, texts: ['/data'] });
  return log;
}
