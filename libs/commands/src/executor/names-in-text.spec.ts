import type { JsonObject } from '#domain';
import type { CommandRequest } from '#commands';
import { commandHarness, EDITOR, recorded, refusal, ZONE } from '../testing/harness.js';

type Harness = Awaited<ReturnType<typeof commandHarness>>;

let harness: Harness;
let edit: ReturnType<Harness['as']>;
let source: string;
/** Quilla Zandermaas, the subject of the incident, and somebody who has to do with none. */
let quilla: string;
let incident: string;

const fact = (type: string, data: JsonObject, more: Partial<CommandRequest> = {}): CommandRequest => ({
  type,
  occurred: { edtf: '2026-01-14', zone: ZONE },
  sources: [{ source }],
  data,
  ...more,
});
const force = (more: JsonObject) =>
  fact('ForceReported', { type: { code: 'PHYSICAL' }, manner: 'APPLIED', ...more }, { record: incident });

async function sealed(full: string): Promise<string> {
  const registered = await edit({ type: 'PersonRegistered', reason: { text: 'Involved.' }, data: { kind: 'PRIVATE' } });
  const { record } = recorded(registered);
  recorded(await edit(fact('PersonDescribed', { name: { full } }, { record })));
  return record;
}

/** What a command warns of: the code, the path, and where in the text. */
async function warningsOf(command: CommandRequest) {
  const { warnings } = recorded(await edit(command));
  return warnings.map(({ code, path, details }) => [code, path, details?.['start'], details?.['mention']]);
}

beforeAll(async () => {
  harness = await commandHarness();
  edit = harness.as(EDITOR, 'EDITOR');
  source = recorded(await edit({ type: 'SourceRecorded', data: { kind: 'WEB', publisher: 'A newspaper' } })).record;
  [quilla] = [await sealed('Quilla Zandermaas'), await sealed('Brannock Ostervelder')];
  const data = { kinds: [{ code: 'SHOOTING' }], relevance: 'INCIDENT', title: 'A shooting' };
  incident = recorded(await edit(fact('IncidentReported', data))).record;
  const part = { person: quilla, role: 'SUBJECT', minor: 'NO' };
  recorded(await edit(fact('PersonInvolved', part, { record: incident })));
});
afterAll(() => harness.close());

describe('a single word of a sealed name', () => {
  const possible = (path: string, start: number) => [['POSSIBLE_NAME', path, start, `@[${quilla}#name]`]];

  it.each([
    ['a surname with a title', 'Ms. Zandermaas was hit', 4],
    ['a surname alone', 'Zandermaas', 0],
    ['a first name', 'quilla', 0],
  ])('warns in a text about an incident that the person is part of: %s', async (_, detail, start) => {
    expect(await warningsOf(force({ against: { described: detail } }))).toEqual(
      possible('/data/against/described', start),
    );
  });

  it('warns once for each text, however often the name stands in it', async () => {
    const described = 'Zandermaas, and again Zandermaas, called Quilla';
    expect(await warningsOf(force({ against: { described } }))).toEqual(possible('/data/against/described', 0));
  });

  it('does not warn of the name of somebody who has nothing to do with it', async () => {
    expect(await warningsOf(force({ against: { described: 'Mr. Ostervelder' } }))).toEqual([]);
  });

  it('warns where an inquiry is about the incident, be it by the command or by what is on record of it', async () => {
    const scope = 'What happened to Zandermaas';
    const opening = fact('InvestigationOpened', { incidents: [incident], kind: { code: 'CRIMINAL' }, scope });
    const { record, warnings } = recorded(await edit(opening));
    expect(warnings).toMatchObject([{ code: 'POSSIBLE_NAME', path: '/data/scope' }]);
    const milestone = { milestone: { code: 'INTERVIEWS' }, detail: 'Zandermaas was heard' };
    expect(await warningsOf(fact('InvestigationMilestoneRecorded', milestone, { record }))).toEqual(
      possible('/data/detail', 0),
    );
  });

  it('warns in what is recorded of the person', async () => {
    const linking: CommandRequest = {
      type: 'PersonsLinked',
      record: quilla,
      reason: { text: 'Zandermaas twice' },
      data: { to: await sealed('Q. Zandermaas'), link: 'POSSIBLY_SAME' },
    };
    expect((await warningsOf(linking)).map(([code, path]) => [code, path])).toEqual([
      ['POSSIBLE_NAME', '/reason/text'],
      ['POSSIBLE_NAME', '/reason/text'],
    ]);
  });
});

describe('a sealed name in a coded value, which nothing can take out again', () => {
  const report = (data: JsonObject) =>
    fact('IncidentReported', { kinds: [{ code: 'SHOOTING' }], relevance: 'INCIDENT', title: 'A shooting', ...data });
  const place = { text: 'A street', country: 'US', zone: ZONE, precision: 'LOCALITY' };
  const charge = { defendant: { described: 'A man' }, level: 'FELONY', counts: 1, chargeId: 'c1' };
  const charges = (more: JsonObject) => fact('ChargesFiled', { charges: [{ ...charge, ...more }] }, { record: trial });
  let trial: string;
  beforeAll(async () => {
    const beginning = { kind: 'CRIMINAL', against: 'SUBJECT', incidents: [incident] };
    trial = recorded(await edit(fact('CaseOpened', { ...beginning, jurisdiction: 'STATE' }))).record;
  });

  it.each([
    [
      'an id of another tracker',
      () => report({ externalIds: [{ scheme: 'mpv', value: 'brannock-ostervelder-2026' }] }),
      '/data/externalIds/0/value',
    ],
    [
      'a locality',
      () => report({ places: [{ ...place, locality: 'Ostervelder, Brannock' }] }),
      '/data/places/0/locality',
    ],
    ['a statute', () => charges({ statute: 'Brannock Ostervelder' }), '/data/charges/0/statute'],
    ['the id of a charge', () => charges({ chargeId: 'BRANNOCK_OSTERVELDER' }), '/data/charges/0/chargeId'],
    [
      'the id of an agency',
      () => ({
        type: 'AgencyRegistered',
        record: 'agency-brannock-ostervelder',
        data: { name: 'An agency', jurisdiction: 'PRIVATE' },
      }),
      '/record',
    ],
  ])('is refused until it is acknowledged: %s', async (_, command, path) => {
    const refused = refusal(await edit(command()));
    expect(refused).toMatchObject({ code: 'UNACKNOWLEDGED', path, warnings: [{ code: 'NAME_IN_TEXT', path }] });
    expect(refused.message).toMatch(/can never be withheld: leave the name out/);
    recorded(await edit({ ...command(), acknowledge: ['NAME_IN_TEXT'] }));
  });

  it('warns of a single word of the name of somebody at hand, and not of a time zone', async () => {
    const madrid = await sealed('Quirin Madrid');
    const data = { places: [{ ...place, locality: 'Madrid', zone: 'Europe/Madrid' }], narrative: `@[${madrid}]` };
    expect((await warningsOf(report(data))).map(([code, path]) => [code, path])).toEqual([
      ['POSSIBLE_NAME', '/data/places/0/locality'],
    ]);
  });
});
