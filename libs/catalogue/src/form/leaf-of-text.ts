import type { EventText } from './event-text.js';
import { endOfValue, isComma, isNested, isObject, isString, memberAlong, type MemberPlace } from './json-places.js';

/** A narrative value, as it stands in the text. */
export interface TextOpening {
  /** RFC 6901, from the event. */
  readonly path: string;
  readonly commitment: string;
  /** base64url; undefined where it was removed. */
  readonly salt: string | undefined;
  /** Canonical JSON; undefined where it was removed. */
  readonly value: string | undefined;
}

export interface LeafOfText {
  /** What `leafOf` gives for the event. */
  readonly leaf: string;
  /** What was left out of it. */
  readonly openings: readonly TextOpening[];
}

/** Members of the envelope that are kept as text, in their order. */
const MEMBERS = [
  'acknowledged',
  'actor',
  'attribution',
  'causationId',
  'correlationId',
  'digest',
  'occurred',
  'reason',
  'sealed',
  'sources',
  'texts',
] as const;
const STARTS = MEMBERS.map((name) => `"${name}":`);
const place = (name: (typeof MEMBERS)[number]): number => MEMBERS.indexOf(name);
const [DIGEST, OCCURRED, SEALED, TEXTS] = [place('digest'), place('occurred'), place('sealed'), place('texts')];
const REQUIRED = (['actor', 'causationId', 'correlationId', 'occurred'] as const).map(place);
/** Left out of a leaf by `leafOf` where they are not objects or arrays but something that counts as false. */
const NESTED = (['acknowledged', 'attribution', 'reason', 'sealed', 'sources', 'texts'] as const).map(place);

/** Stands in JSON as it is. */
const PLAIN = /^[\w:.-]+$/;

/**
 * The leaf of an event, cut out of its text: the leaf has the same members in the same order, so nothing has to be parsed
 * or written anew, which takes most of the time of sealing.
 *
 * For canonical text it is what `leafOf` makes of the event, to the byte. Of text that is not (altered by another hand)
 * it may be something else; but if the leaf is canonical, it is what `leafOf` gives: what is left out has just the form
 * that it has in canonical text, and the rest stands in the leaf as it stands in the text.
 *
 * @returns undefined where the text has a form that is not expected: then `leafOf` says what the leaf is
 */
export function leafOfText(event: EventText): LeafOfText | undefined {
  const { id, stream, revision, type, schema, recordedAt, data, metadata } = event;
  if (!PLAIN.test(id) || !PLAIN.test(stream) || !PLAIN.test(type) || !PLAIN.test(recordedAt)) return undefined;
  const starts = memberStarts(metadata);
  if (!starts || !hasExpectedMembers(metadata, starts)) return undefined;
  const texts = starts[TEXTS]! < metadata.length ? commitmentsIn(metadata, starts[TEXTS]!) : NO_TEXTS;
  if (!texts) return undefined;
  const cuts = cutsOf(texts, event, starts);
  if (!cuts) return undefined;
  const section = (from: number, to: number) => sectionOf(metadata, starts[from]!, starts[to]!, cuts.metadata);
  const dataMember = cuts.isWhole ? '' : `"data":${without(data, 0, data.length, cuts.data)},`;
  const leaf =
    `{${section(0, DIGEST)}${dataMember}"id":"${id}",${section(OCCURRED, SEALED)}"recordedAt":"${recordedAt}",` +
    `"revision":${revision},"schema":${schema},${section(SEALED, TEXTS)}"stream":"${stream}",${texts.member}` +
    `"type":"${type}","v":"onrecord.leaf/1"}`;
  return { leaf, openings: cuts.openings };
}

/**
 * Where each member begins, the next one where it is absent, and the end; undefined unless the text is an object of known
 * members in their order, each once.
 */
function memberStarts(metadata: string): number[] | undefined {
  if (!isObject(metadata, 0)) return undefined;
  const starts: number[] = [];
  let at = 1;
  for (const start of STARTS) {
    starts.push(at);
    if (!metadata.startsWith(start, at)) continue;
    const end = endOfValue(metadata, at + start.length);
    if (end === 0 || (!isComma(metadata, end) && end !== metadata.length - 1)) return undefined;
    at = end + 1;
  }
  starts.push(at);
  return at === metadata.length && metadata.endsWith('}') ? starts : undefined;
}

const DIGEST_FORM = /^"digest":\{"key":"[^"\\]*","mac":"[^"\\]*"\},$/;

function hasExpectedMembers(metadata: string, starts: readonly number[]): boolean {
  const isThere = (member: number) => starts[member]! < starts[member + 1]!;
  return (
    REQUIRED.every(isThere) &&
    NESTED.every((member) => !isThere(member) || isNested(metadata, starts[member]! + STARTS[member]!.length)) &&
    (!isThere(DIGEST) || DIGEST_FORM.test(metadata.slice(starts[DIGEST], starts[DIGEST + 1])))
  );
}

interface Commitments {
  /** `texts` as the leaf has it. */
  readonly member: string;
  readonly of: readonly Omit<TextOpening, 'value'>[];
}
const NO_TEXTS: Commitments = { member: '', of: [] };

const TEXT = /"([^"\\~]+)":\{"commitment":"([^"\\]*)"(?:,"salt":"([^"\\]*)")?\}(,|\}\}$)/y;

/** @param at where the member `texts` begins, which is the last one */
function commitmentsIn(metadata: string, at: number): Commitments | undefined {
  const of: Omit<TextOpening, 'value'>[] = [];
  let member = '"texts":{';
  TEXT.lastIndex = at + member.length;
  if (TEXT.lastIndex === metadata.length - 2 && metadata.endsWith('}}')) return { member: '"texts":{},', of };
  for (let next = ','; next === ',';) {
    const found = TEXT.exec(metadata);
    if (!found) return undefined;
    const [, path, commitment, salt] = found as unknown as [string, string, string, string | undefined];
    of.push({ path, commitment, salt });
    member += `${of.length > 1 ? ',' : ''}"${path}":"${commitment}"`;
    next = found[4]!;
  }
  return { member: `${member}},`, of };
}

interface Cuts {
  readonly openings: readonly TextOpening[];
  /** The event is operational: its data is one commitment. */
  readonly isWhole: boolean;
  readonly data: readonly MemberPlace[];
  readonly metadata: readonly MemberPlace[];
}
const NO_CUTS: Cuts = { openings: [], isWhole: false, data: [], metadata: [] };

function cutsOf({ of }: Commitments, { data, metadata }: EventText, starts: readonly number[]): Cuts | undefined {
  if (of.length === 0) return NO_CUTS;
  const cuts = {
    openings: [] as TextOpening[],
    isWhole: false,
    data: [] as MemberPlace[],
    metadata: [] as MemberPlace[],
  };
  for (const text of of) {
    const [, root, ...tokens] = text.path.split('/');
    if (root === 'data' && tokens.length === 0) {
      cuts.isWhole = true;
      cuts.openings.push({ ...text, value: data });
      continue;
    }
    const member = root === 'data' ? undefined : MEMBERS.indexOf(root as (typeof MEMBERS)[number]);
    if (tokens.length === 0 || member === -1 || member === DIGEST || member === TEXTS) return undefined;
    const from = member === undefined ? data : metadata;
    const start = member === undefined ? 0 : starts[member]! + STARTS[member]!.length;
    const isAbsent = member !== undefined && starts[member] === starts[member + 1];
    const found = isAbsent ? undefined : memberAlong(from, start, tokens);
    if (found && !isString(from, found.value)) return undefined;
    if (found) (member === undefined ? cuts.data : cuts.metadata).push(found);
    cuts.openings.push({ ...text, value: found && from.slice(found.value, found.to) });
  }
  cuts.data.sort(byPlace);
  cuts.metadata.sort(byPlace);
  const overlap = cuts.isWhole ? cuts.data.length > 0 : areNested(cuts.data) || areNested(cuts.metadata);
  return overlap ? undefined : cuts;
}

const byPlace = (a: MemberPlace, b: MemberPlace): number => a.from - b.from;
const areNested = (sorted: readonly MemberPlace[]): boolean =>
  sorted.some(({ from }, n) => n > 0 && from < sorted[n - 1]!.to);

/** Members [from, to), each with a comma after it. */
function sectionOf(metadata: string, from: number, to: number, cuts: readonly MemberPlace[]): string {
  return from === to ? '' : `${without(metadata, from, to - 1, cuts)},`;
}

/** A part of the text without the members that are cut out of it, and without the commas that separated them. */
function without(text: string, from: number, to: number, cuts: readonly MemberPlace[]): string {
  let out = '';
  let at = from;
  for (const cut of cuts) {
    if (cut.from < from || cut.from >= to) continue;
    out += text.slice(at, cut.from);
    at = cut.to;
    if (isComma(text, at)) at += 1;
    // The last of its object: the comma before it goes, unless it stood alone or those before it went as well.
    else if (out.endsWith(',')) out = out.slice(0, -1);
  }
  return at === from && to === text.length ? text : out + text.slice(at, to);
}
