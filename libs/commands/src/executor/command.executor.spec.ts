import { randomUUID } from 'node:crypto';
import type { JsonObject } from '#domain';
import { commitment } from '#catalogue';
import { ForbiddenCommandError, type CommandRequest } from '#commands';
import { commandHarness, context, EDITOR, OTHER_EDITOR, recorded, refusal, ZONE } from '../testing/harness.js';

type Harness = Awaited<ReturnType<typeof commandHarness>>;

let harness: Harness;
let edit: (request: CommandRequest) => ReturnType<Harness['executor']['execute']>;
let source: string;
let incident: string;

const dated = (edtf: string) => ({ occurred: { edtf, zone: ZONE } });
const place = { text: 'Minneapolis', country: 'US', zone: ZONE, precision: 'LOCALITY' };
const kind = { code: 'CRIMINAL' };
const report = (more: Partial<CommandRequest> = {}): CommandRequest => ({
  type: 'IncidentReported',
  ...dated('2026-01-14'),
  sources: [{ source }],
  data: { kinds: [{ code: 'SHOOTING' }], relevance: 'INCIDENT', title: 'A shooting', places: [place] },
  ...more,
});
const open = (more: Partial<CommandRequest> = {}): CommandRequest => ({
  type: 'InvestigationOpened',
  ...dated('2026-01-14'),
  sources: [{ source }],
  data: { incidents: [incident], kind },
  ...more,
});
const describePerson = (record: string, data: JsonObject, more: Partial<CommandRequest> = {}): CommandRequest => ({
  type: 'PersonDescribed',
  record,
  ...dated('XXXX'),
  sources: [{ source }],
  data,
  ...more,
});
const register = (): CommandRequest => ({
  type: 'PersonRegistered',
  reason: { text: 'Involved.' },
  data: { kind: 'PRIVATE' },
});
const named = { name: { full: 'Ada Testperson' } };

beforeAll(async () => {
  harness = await commandHarness();
  edit = harness.as(EDITOR, 'EDITOR');
  source = recorded(await edit({ type: 'SourceRecorded', data: { kind: 'WEB', publisher: 'A newspaper' } })).record;
  incident = recorded(await edit(report())).record;
});
afterAll(() => harness.close());

describe('recording', () => {
  it('appends the event with its actor, defaults and commitments', async () => {
    const { event } = recorded(await edit(open()));
    expect(event).toMatchObject({
      type: 'InvestigationOpened',
      revision: 0,
      actor: EDITOR,
      attribution: { kind: 'SOURCE' },
      correlationId: context().correlationId,
      digest: { mac: expect.any(String) },
    });
  });

  it('dates a decision that gives no date', async () => {
    const { event } = recorded(await edit(register()));
    expect(event.occurred).toMatchObject({ zone: 'UTC', edtf: expect.stringMatching(/^\d{4}-.*Z$/) });
  });

  it('is refused for a role that is too low', async () => {
    await expect(harness.as(EDITOR, 'VIEWER', 'AUDITOR')(open())).rejects.toBeInstanceOf(ForbiddenCommandError);
    await expect(harness.as(EDITOR, 'EDITOR')({ type: 'ActorRegistered', data: { kind: 'HUMAN' } })).rejects.toThrow(
      /ADMIN/,
    );
  });
});

describe('wrong input', () => {
  const problemsOf = async (request: CommandRequest) =>
    refusal(await edit(request))
      .problems?.map(({ path }) => path)
      .sort();

  it('is listed in full at once: form, codes, rules and grounds', async () => {
    const wrong = report({
      occurred: { edtf: '2026-13-01', zone: ZONE },
      sources: [],
      data: {
        kinds: [{ code: 'SHOOTNG' }],
        relevance: 'INCIDENT',
        title: '',
        narrative: 'By @[person-nobody].',
        places: [{ ...place, region: 'DE-BE' }],
      },
    });
    expect(await problemsOf(wrong)).toEqual([
      '/data/kinds/0/code',
      '/data/narrative',
      '/data/places/0/region',
      '/data/title',
      '/occurred/edtf',
      '/sources',
    ]);
  });

  it('is listed with what the rules find, also where the form of the content is wrong elsewhere', async () => {
    const data = { kinds: [{ code: 'SHOOTING' }], relevance: 'INCIDENT', title: '' };
    const twice = Array.from({ length: 2 }, () => ({ agency: 'agency-us-fbi', role: 'INVOLVED' }));
    const far = { ...data, places: [{ ...place, lat: '100', lon: '-93.2' }] };
    expect(await problemsOf(report({ data: far }))).toEqual(['/data/places/0/lat', '/data/title']);
    const { message, problems } = refusal(await edit(report({ data: { ...data, agencies: twice } })));
    expect(problems?.map(({ path }) => path)).toEqual(['/data/title', '/data/agencies/1']);
    expect(message).toContain(
      '/data/agencies/1 must be what the rules allow (DUPLICATE_ITEM). agency-us-fbi is named twice as INVOLVED: name it once.',
    );
  });

  it('is listed with all that the rules find, of several places', async () => {
    const data = { kinds: [{ code: 'SHOOTING' }], relevance: 'INCIDENT', title: 'A shooting' };
    const agencies = Array.from({ length: 2 }, () => ({ agency: 'agency-us-fbi', role: 'INVOLVED' }));
    const places = [
      { ...place, lat: '100', lon: '-193.2' },
      { ...place, lat: '44' },
    ];
    const registered = { name: 'FBI', jurisdiction: 'FEDERAL' };
    recorded(await edit({ type: 'AgencyRegistered', record: 'agency-us-fbi', data: registered }));
    expect(await problemsOf(report({ data: { ...data, places, agencies } }))).toEqual([
      '/data/agencies/1',
      '/data/places/0/lat',
      '/data/places/0/lon',
      '/data/places/1',
    ]);
    // One thing alone has the code that it always had.
    expect(refusal(await edit(report({ data: { ...data, agencies } }))).code).toBe('DUPLICATE_ITEM');
  });

  it('is listed without what the rules would find, where there is not enough for them to go by', async () => {
    const charges = report({ type: 'ChargesFiled', record: incident.replace('incident', 'case'), data: {} });
    expect(await problemsOf(charges)).toEqual(['/data/charges']);
  });

  it('is listed with what else the entry lacks, where the form is right', async () => {
    const command = open({ sources: [], data: { incidents: [incident], kind: { code: 'CRIMNAL' } } });
    expect(await problemsOf(command)).toEqual(['/data/kind/code', '/sources']);
  });

  it('is listed with what the rules of the record say of it', async () => {
    const data = { kinds: [{ code: 'SHOOTNG' }], relevance: 'INCIDENT', title: 'A shooting' };
    const far = report({ data: { ...data, places: [{ ...place, lat: '100', lon: '-93.2' }] } });
    expect(await problemsOf(far)).toEqual(['/data/kinds/0/code', '/data/places/0/lat']);
    const undated = report({ ...dated('2026-02-30'), data: far.data });
    expect(await problemsOf(undated)).toEqual(['/data/kinds/0/code', '/data/places/0/lat', '/occurred/edtf']);
  });

  it('shows the codes that there are, and the one that was probably meant, for a word in the form of none, too', async () => {
    const code = (written: string) => open({ data: { incidents: [incident], kind: { code: written } } });
    for (const written of ['CRIMNAL', 'crimnal']) {
      const { message } = refusal(await edit(code(written)));
      expect(message).toMatch(/Investigation.*Kind, not "crimnal"\. Did you mean "CRIMINAL"\? There are: CRIMINAL, /i);
    }
  });

  it('says in `problems` what a case lacks that is begun by an arrest', async () => {
    const arrest = report({ type: 'ArrestMade', data: { of: { described: 'A man' }, arrest: 'ARRESTED' } });
    expect(await problemsOf(arrest)).toEqual(['/data/begins']);
  });

  const wrong: [string, () => CommandRequest, string, string?][] = [
    [
      'a form that the schema refuses',
      () => open({ data: { incidents: [], kind } }),
      'INVALID_INPUT',
      '/data/incidents',
    ],
    [
      'a code that is in no vocabulary',
      () => open({ data: { incidents: [incident], kind: { code: 'CRIMNAL' } } }),
      'INVALID_INPUT',
      '/data/kind/code',
    ],
    ['no date', () => ({ ...open(), occurred: undefined }), 'INVALID_INPUT', '/occurred'],
    ['no such date', () => open(dated('2026-02-30')), 'INVALID_INPUT', '/occurred/edtf'],
    ['a commandId that is none', () => open({ commandId: 'x' }), 'INVALID_INPUT', '/commandId'],
    ['no source', () => open({ sources: [] }), 'SOURCES_REQUIRED', '/sources'],
    [
      'a source that is not on record',
      () => open({ sources: [{ source: `source-${randomUUID()}` }] }),
      'UNKNOWN_REFERENCE',
      '/sources/0/source',
    ],
    [
      'an incident that is not on record',
      () => open({ data: { incidents: [`incident-${randomUUID()}`], kind } }),
      'UNKNOWN_REFERENCE',
      '/data/incidents/0',
    ],
    ['a record of another kind', () => open({ record: incident }), 'INVALID_INPUT', '/record'],
    [
      'a record that is not there',
      () => ({ ...open(), type: 'InvestigationSuspended', record: `investigation-${randomUUID()}`, data: {} }),
      'UNKNOWN_RECORD',
    ],
    ['no reason for a decision', () => ({ ...register(), reason: undefined }), 'REASON_REQUIRED', '/reason'],
    ['a claim without its statement', () => open({ attribution: { kind: 'CLAIM' } }), 'INVALID_INPUT', '/attribution'],
    [
      'an entry that came after one that is nowhere',
      () => open({ occurred: { edtf: '2026-01-14', zone: ZONE, after: [randomUUID()] } }),
      'UNKNOWN_REFERENCE',
      '/occurred/after/0',
    ],
    [
      'a revision of a record that is not there',
      () => ({
        ...open(),
        type: 'InvestigationSuspended',
        record: `investigation-${randomUUID()}`,
        expectedRevision: 3,
        data: {},
      }),
      'UNKNOWN_RECORD',
      '/record',
    ],
    ['a type that does not exist', () => ({ ...open(), type: 'InvestigationDreamtOf' }), 'INVALID_INPUT', '/type'],
  ];

  it.each(wrong)('refuses %s, and appends nothing', async (...[, request, code, path]) => {
    const before = await harness.log();
    const refused = refusal(await edit(request()));
    expect(refused.code).toBe(code);
    if (path) expect(refused.path ?? refused.problems?.[0]?.path).toBe(path);
    expect(refused.message).not.toBe('');
    expect(await harness.log()).toEqual(before);
  });
});

describe('a commandId', () => {
  let commandId: string;
  beforeEach(() => {
    commandId = randomUUID();
  });

  it('gives the first answer again, of a creation', async () => {
    const first = recorded(await edit(open({ commandId })));
    const again = recorded(await edit(open({ commandId: commandId.toUpperCase() })));
    expect(again).toMatchObject({ record: first.record, entry: first.entry, repeated: true });
    expect(again.event).toEqual(first.event);
  });

  it('gives it on another node, and after others appended', async () => {
    const { record } = recorded(await edit(open()));
    const add = {
      ...open(),
      type: 'InvestigationMilestoneRecorded',
      record,
      commandId,
      data: { milestone: { code: 'AUTOPSY' } },
    };
    const first = recorded(await edit(add));
    recorded(await edit({ ...add, commandId: randomUUID(), data: { milestone: { code: 'INTERVIEWS' } } }));
    const again = recorded(await harness.anotherNode().execute(add, context()));
    expect(again).toMatchObject({ entry: first.entry, repeated: true });
  });

  it('gives it on a node whose memory is behind', async () => {
    const { record } = recorded(await edit(open()));
    const milestone = (code: string, more = {}) => ({
      ...open(),
      type: 'InvestigationMilestoneRecorded',
      record,
      data: { milestone: { code } },
      ...more,
    });
    const behind = harness.anotherNode();
    await behind.records.load(record);
    await edit(milestone('AUTOPSY'));
    const first = recorded(await edit(milestone('INTERVIEWS', { commandId })));
    const again = recorded(await behind.execute(milestone('INTERVIEWS', { commandId }), context()));
    expect(again).toMatchObject({ entry: first.entry, repeated: true, event: { revision: 2 } });
  });

  it('gives it whatever revision was expected', async () => {
    const { record } = recorded(await edit(open()));
    const add = { ...open(), type: 'InvestigationSuspended', record, commandId, expectedRevision: 0, data: {} };
    const first = recorded(await edit(add));
    expect(recorded(await edit(add))).toMatchObject({ entry: first.entry, repeated: true });
  });

  it('records once when two attempts come at once, on one node and on two', async () => {
    const other = harness.anotherNode();
    const results = await Promise.all([
      edit(open({ commandId })),
      edit(open({ commandId })),
      other.execute(open({ commandId }), context()),
    ]);
    expect(new Set(results.map((result) => recorded(result).entry)).size).toBe(1);
    const { record } = recorded(results[0]!);
    expect((await harness.log()).filter((event) => event.stream === record)).toHaveLength(1);
  });

  it('is refused with other content', async () => {
    recorded(await edit(open({ commandId })));
    const refused = refusal(
      await edit(open({ commandId, data: { incidents: [incident], kind: { code: 'CIVIL_RIGHTS' } } })),
    );
    expect(refused).toMatchObject({ code: 'COMMAND_ID_REUSED', path: '/commandId' });
  });

  it('compares sealed values, too', async () => {
    const { record } = recorded(await edit(register()));
    const first = recorded(await edit(describePerson(record, named, { commandId })));
    expect(recorded(await edit(describePerson(record, named, { commandId }))).entry).toBe(first.entry);
    const other = describePerson(record, { name: { full: 'Bert Testperson' } }, { commandId });
    expect(refusal(await edit(other)).code).toBe('COMMAND_ID_REUSED');
  });

  it('still answers when the sealed value was erased', async () => {
    const { record } = recorded(await edit(register()));
    const first = recorded(await edit(describePerson(record, named, { commandId })));
    await harness.vault.erase({ subject: record, fields: ['name'], entry: randomUUID(), isBefore: () => true });
    expect(recorded(await edit(describePerson(record, named, { commandId })))).toMatchObject({
      entry: first.entry,
      repeated: true,
    });
  });

  it('still answers when the time that its content goes by has passed', async () => {
    const actor = recorded(await harness.as(EDITOR, 'ADMIN')({ type: 'ActorRegistered', data: { kind: 'HUMAN' } }));
    const token = { tokenId: randomUUID().replaceAll('-', ''), expires: '2030-01-01T00:00:00Z' };
    const issue = { type: 'TokenIssued', record: actor.record, commandId, data: token };
    const first = recorded(await harness.as(EDITOR, 'ADMIN')(issue));
    const later = harness.anotherNode(new Date('2030-02-01T00:00:00Z'));
    expect(recorded(await later.execute(issue, context(EDITOR, 'ADMIN')))).toMatchObject({
      entry: first.entry,
      repeated: true,
    });
    const anew = { ...issue, commandId: randomUUID() };
    expect(refusal(await later.execute(anew, context(EDITOR, 'ADMIN')))).toMatchObject({
      code: 'INVALID_INPUT',
      path: '/data/expires',
    });
  });

  it("is each actor's own", async () => {
    const mine = recorded(await edit(open({ commandId })));
    const theirs = recorded(await harness.as(OTHER_EDITOR, 'EDITOR')(open({ commandId })));
    expect(theirs.record).not.toBe(mine.record);
  });
});

describe('what is about a record that was retracted', () => {
  const retracted = async (data: JsonObject) => {
    const { record } = recorded(await edit(report()));
    recorded(await edit({ type: 'RecordRetracted', record, reason: { text: 'It is not so.' }, data }));
    return record;
  };

  it('is recorded once that is acknowledged: an inquiry may be into what never happened', async () => {
    const record = await retracted({ because: 'FABRICATED' });
    const inquiry = open({ data: { incidents: [incident, record], kind } });
    expect(refusal(await edit(inquiry))).toMatchObject({
      code: 'UNACKNOWLEDGED',
      warnings: [{ code: 'RETRACTED_REFERENCE', path: '/data/incidents/1', details: { because: 'FABRICATED' } }],
    });
    const { event } = recorded(await edit({ ...inquiry, acknowledge: ['RETRACTED_REFERENCE'] }));
    expect(event.acknowledged).toEqual(['RETRACTED_REFERENCE']);
  });

  it('is told which record a duplicate is of', async () => {
    const record = await retracted({ because: 'DUPLICATE', duplicateOf: incident });
    const { message } = refusal(await edit(open({ data: { incidents: [record], kind } })));
    expect(message).toContain(`name ${incident} instead`);
  });

  it('needs nothing once the record counts again', async () => {
    const record = await retracted({ because: 'UNVERIFIABLE' });
    recorded(await edit({ type: 'RecordReinstated', record, reason: { text: 'Verified.' }, data: {} }));
    recorded(await edit(open({ data: { incidents: [record], kind } })));
  });
});

describe('a disclosure', () => {
  const disclose = (record: string): CommandRequest => ({
    type: 'DisclosureDecided',
    record,
    reason: { text: 'It is known.' },
    data: { fields: ['name'], basis: { code: 'WIDELY_REPORTED' } },
  });

  it('of a minor is refused, for it would have no effect, until the entry that says so is put right', async () => {
    const { record: person } = recorded(await edit(register()));
    const { record } = recorded(await edit(report()));
    const involved = { person, role: 'WITNESS', minor: 'YES' };
    const { entry } = recorded(await edit({ ...report(), type: 'PersonInvolved', record, data: involved }));
    harness.involve(person, incident, record);
    expect(refusal(await edit(disclose(person)))).toMatchObject({
      code: 'NOT_ALLOWED',
      path: '/record',
      details: { incident: record, entry },
    });
    recorded(
      await edit({
        type: 'EntryCorrected',
        record,
        reason: { code: 'SOURCE_CORRECTED', text: 'They are nineteen.' },
        data: { entry, type: 'PersonInvolved', schema: 1, replacement: { ...involved, minor: 'NO' }, kept: [] },
      }),
    );
    recorded(await edit(disclose(person)));
  });
});

describe('a disclosure of what is restricted as that of a minor', () => {
  it('is refused, whenever it is said to have been decided, until the restriction is lifted', async () => {
    const { record } = recorded(await edit(register()));
    const reason = { text: 'The school says so.' };
    const data = { fields: ['name'], ground: 'MINOR' };
    const { entry } = recorded(await edit({ type: 'PersonalDataRestricted', record, reason, data }));
    const disclosed = { fields: ['age'], basis: { code: 'FAMILY_CONSENT' } };
    const command = { type: 'DisclosureDecided', record, reason, data: disclosed, ...dated('2020-01-01') };
    expect(refusal(await edit(command))).toMatchObject({ code: 'NOT_ALLOWED', details: { entry } });
    recorded(await edit({ type: 'RestrictionLifted', record, reason, data: { restriction: entry } }));
    recorded(await edit(command));
  });
});

describe('two editors at once', () => {
  it('both record where neither pinned a revision', async () => {
    const { record } = recorded(await edit(open()));
    const milestone = (code: string) => ({
      ...open(),
      type: 'InvestigationMilestoneRecorded',
      record,
      data: { milestone: { code } },
    });
    const nodes = [harness.executor, harness.anotherNode()];
    const results = await Promise.all(
      ['AUTOPSY', 'INTERVIEWS'].map((code, n) => nodes[n]!.execute(milestone(code), context())),
    );
    expect(results.map((result) => recorded(result).event.revision).sort()).toEqual([1, 2]);
  });

  it('tells the second one the actual revision where both pinned the same', async () => {
    const { record } = recorded(await edit(open()));
    const suspend = (): CommandRequest => ({
      ...open(),
      type: 'InvestigationSuspended',
      record,
      expectedRevision: 0,
      data: {},
    });
    const results = await Promise.all([
      edit(suspend()),
      harness.anotherNode().execute(suspend(), context(OTHER_EDITOR)),
    ]);
    expect(results.map((result) => result.outcome).sort()).toEqual(['RECORDED', 'REFUSED']);
    const refused = results.find((result) => result.outcome === 'REFUSED')!;
    expect(refusal(refused)).toMatchObject({ code: 'CONFLICT', expectedRevision: 0, actualRevision: 1 });
  });

  it('judges by what another node recorded meanwhile', async () => {
    const { record } = recorded(await edit(open()));
    const add = (): CommandRequest => ({
      ...open(),
      type: 'IncidentAddedToInvestigation',
      record,
      data: { incident: second },
    });
    const second = recorded(await edit(report())).record;
    recorded(await harness.anotherNode().execute(add(), context()));
    expect(refusal(await edit(add())).code).toBe('NOTHING_CHANGES');
  });
});

describe('personal data', () => {
  it('is in the vault, matches its commitment, and is not in the log', async () => {
    const { record } = recorded(await edit(register()));
    const { event } = recorded(await edit(describePerson(record, named)));
    expect(JSON.stringify((await harness.log()).map(({ data, texts }) => ({ data, texts })))).not.toContain(
      'Testperson',
    );
    const [sealed] = event.sealed!;
    const [opening] = await harness.vault.open([
      { eventId: event.id, path: sealed!.path, commitment: sealed!.commitment },
    ]);
    expect(opening).toMatchObject({ value: 'Ada Testperson', subject: record, field: 'name' });
    expect(commitment(event.id, sealed!.path, opening!.salt, opening!.value)).toBe(sealed!.commitment);
  });

  it('is refused in a text until it is acknowledged, with the mention to write instead', async () => {
    const { record } = recorded(await edit(register()));
    recorded(await edit(describePerson(record, named)));
    const telling = report({ data: { ...report().data, title: 'Ada Testperson was shot' } });
    const refused = refusal(await edit(telling));
    expect(refused.code).toBe('UNACKNOWLEDGED');
    expect(refused.message).toContain(`@[${record}#name]`);
    expect(recorded(await edit({ ...telling, acknowledge: ['NAME_IN_TEXT'] })).event.acknowledged).toEqual([
      'NAME_IN_TEXT',
    ]);
  });

  it('cannot be sealed for a subject whose data was erased', async () => {
    const { record } = recorded(await edit(register()));
    await harness.vault.erase({ subject: record, fields: 'ALL', entry: randomUUID(), isBefore: () => true });
    expect(refusal(await edit(describePerson(record, named))).code).toBe('SUBJECT_ERASED');
  });

  it('reuses the opening of an attempt that did not reach the log', async () => {
    const { record } = recorded(await edit(register()));
    const commandId = randomUUID();
    const store = harness.store;
    const append = store.append.bind(store);
    store.append = () => Promise.reject(new Error('killed between vault and log'));
    await expect(edit(describePerson(record, named, { commandId }))).rejects.toThrow('killed');
    store.append = append;
    const { event } = recorded(await edit(describePerson(record, named, { commandId })));
    expect(await harness.vault.openingsOf(event.id)).toHaveLength(1);
  });
});

describe('references', () => {
  it('finds an entry of another record where the index says, and checks it in the log', async () => {
    const first = recorded(await edit(open()));
    const after = open({ occurred: { edtf: '2026-01-15', zone: ZONE, after: [first.entry] } });
    expect(refusal(await edit(after)).code).toBe('UNKNOWN_REFERENCE');
    harness.locate(first.entry, first.record, 0);
    recorded(await edit(after));
  });

  it('refuses a text that mentions nobody on record', async () => {
    const nobody = `person-${randomUUID()}`;
    const mention = report({ data: { ...report().data, narrative: `By @[${nobody}#age].` } });
    expect(refusal(await edit(mention))).toMatchObject({
      code: 'UNKNOWN_REFERENCE',
      path: '/data/narrative',
      message: expect.stringContaining(nobody),
    });
    const somebody = recorded(await edit(register())).record;
    recorded(await edit(report({ data: { ...report().data, narrative: `By @[${somebody}#age].` } })));
  });

  it('refuses a claim that the statement does not have', async () => {
    const statement = recorded(
      await edit({
        type: 'StatementIssued',
        ...dated('2026-01-14'),
        sources: [{ source }],
        data: {
          issuer: { described: 'A spokesperson' },
          summary: 'What was said.',
          claims: [{ claimId: 'c1', topic: { code: 'SHOTS' }, act: 'ASSERTS', text: 'Shots.' }],
          incidents: [incident],
        },
      }),
    ).record;
    const claimed = (claim: string) => open({ attribution: { kind: 'CLAIM', statement, claim } });
    expect(refusal(await edit(claimed('c9')))).toMatchObject({ code: 'UNKNOWN_REFERENCE', path: '/attribution/claim' });
    recorded(await edit(claimed('c1')));
  });
});
