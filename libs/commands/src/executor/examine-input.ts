import { aggregateOf, type EventDeclaration, type Problem, type Role } from '#domain';
import { catalogue } from '#catalogue';
import type { CommandRequest } from '../command.types.js';
import { illFormedTexts } from './ill-formed-text.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Any of which may record it: EDITOR records, ADMIN may also do what only an ADMIN may; the others read. */
export const rolesFor = ({ role }: EventDeclaration): readonly Role[] => [...new Set<Role>([role, 'ADMIN'])];

export interface Examined {
  readonly request: CommandRequest & Required<Pick<CommandRequest, 'occurred'>>;
  readonly problems: readonly Problem[];
}

/** Fills in what has a default and lists all that is wrong with the form, before anything is read or written. */
export function examineInput(declaration: EventDeclaration, given: CommandRequest, now: Date): Examined {
  const fact = declaration.nature === 'FACT';
  const request = {
    ...given,
    // A decision is made when it is recorded, unless it says otherwise; a fact has to say when it was.
    occurred:
      given.occurred ??
      (fact ? { edtf: '', zone: '' } : { edtf: now.toISOString().replace(/\.\d+Z$/, 'Z'), zone: 'UTC' }),
    ...(fact ? { attribution: given.attribution ?? { kind: 'SOURCE' as const } } : {}),
  };
  const problems = [...envelopeOf(declaration, given), ...recordOf(declaration, given)];
  const undated = fact && !given.occurred;
  if (undated) problems.push({ path: '/occurred', expected: 'given: when it happened, or XXXX if that is unknown' });
  const ofContent = contentOf(declaration, request);
  problems.push(...(undated ? ofContent.filter(({ path }) => !path.startsWith('/occurred')) : ofContent));
  return { request, problems };
}

function envelopeOf({ nature }: EventDeclaration, given: CommandRequest): Problem[] {
  const problems: Problem[] = [];
  const { commandId, expectedRevision, attribution, occurred } = given;
  if (commandId !== undefined && !UUID.test(commandId))
    problems.push({ path: '/commandId', expected: 'a UUID', actual: commandId.slice(0, 80) });
  if (expectedRevision !== undefined && (!Number.isSafeInteger(expectedRevision) || expectedRevision < 0))
    problems.push({ path: '/expectedRevision', expected: 'a revision, 0 or more', actual: String(expectedRevision) });
  if (attribution && nature !== 'FACT' && nature !== 'CORRECTION')
    problems.push({ path: '/attribution', expected: 'left out: only facts are attributed' });
  // Backdated, a role or a token would be held at a time at which nobody had granted it.
  if (occurred && nature === 'OPERATIONAL')
    problems.push({ path: '/occurred', expected: 'left out: it happens when it is recorded' });
  if (attribution?.kind === 'CLAIM' && !(attribution.statement && attribution.claim))
    problems.push({ path: '/attribution', expected: 'a statement and a claim of it, with CLAIM' });
  if (attribution && attribution.kind !== 'CLAIM' && (attribution.statement ?? attribution.claim) !== undefined)
    problems.push({ path: '/attribution', expected: `without statement and claim, with ${attribution.kind}` });
  return problems;
}

function recordOf({ aggregate, creates, type }: EventDeclaration, { record }: CommandRequest): Problem[] {
  if (record === undefined) {
    if (creates === 'NEVER' && aggregate !== 'log')
      return [{ path: '/record', expected: `given: the record that ${type} is about` }];
    return aggregate === 'agency'
      ? [{ path: '/record', expected: 'given: the id of the new agency, agency-<slug>' }]
      : [];
  }
  const actual = aggregateOf(record);
  const operational = actual === 'actor' || actual === 'log';
  if (actual === undefined || (aggregate === 'any' ? operational : actual !== aggregate))
    return [
      {
        path: '/record',
        expected: aggregate === 'any' ? 'the id of a record' : `the id of a record: ${aggregate}-…`,
        actual: record.slice(0, 80),
      },
    ];
  if (creates === 'ALWAYS' && aggregate !== 'agency')
    return [{ path: '/record', expected: `left out: ${type} begins a record of its own` }];
  return [];
}

function contentOf(declaration: EventDeclaration, request: Examined['request']): Problem[] {
  const { occurred, attribution, sources, reason, data } = request;
  const content = {
    occurred,
    ...(attribution ? { attribution } : {}),
    ...(sources?.length ? { sources } : {}),
    ...(reason ? { reason } : {}),
    data,
  };
  return [...catalogue.problems(declaration.type, content), ...illFormedTexts(content)];
}
