import type { EventText } from './event-text.js';
import {
  endOfValue,
  isComma,
  isNested,
  isObject,
  isString,
  memberAlong,
  type MemberPlace,
  type Step,
  stepTo,
} from './json-places.js';

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

/** Members of the envelope that are kept as text, in their order; `texts` comes after them. */
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
] as const;
const STARTS = MEMBERS.map((name) => `"${name}":`);
const SECOND = STARTS.map((start) => start.charCodeAt(2));
const place = (name: (typeof MEMBERS)[number]): number => MEMBERS.indexOf(name);
const [DIGEST, OCCURRED, SEALED, END] = [place('digest'), place('occurred'), place('sealed'), MEMBERS.length];
const REQUIRED = (['actor', 'causationId', 'correlationId', 'occurred'] as const).map(place);
/** `leafOf` leaves them out where they are no objects or arrays, but something that counts as false. */
const NESTED = MEMBERS.map((name) => ['acknowledged', 'attribution', 'reason', 'sealed', 'sources'].includes(name));

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
  const texts = starts && commitmentsIn(metadata, starts[END]!);
  const cuts = texts && cutsOf(texts.of, event, starts);
  if (!cuts) return undefined;
  const section = (from: number, to: number) => sectionOf(metadata, starts[from]!, starts[to]!, cuts.metadata);
  const dataMember = cuts.isWhole ? '' : `"data":${without(data, 0, data.length, cuts.data)},`;
  const leaf =
    `{${section(0, DIGEST)}${dataMember}"id":"${id}",${section(OCCURRED, SEALED)}"recordedAt":"${recordedAt}",` +
    `"revision":${revision},"schema":${schema},${section(SEALED, END)}"stream":"${stream}",${texts.member}` +
    `"type":"${type}","v":"onrecord.leaf/1"}`;
  return { leaf, openings: cuts.openings };
}

const DIGEST_FORM = /"digest":\{"key":"[^"\\]*","mac":"[^"\\]*"\}/y;

/**
 * Where each member begins, the next one where it is absent, and what comes after them; undefined unless the text is an
 * object of these members in their order, each once and in the form that is expected.
 */
function memberStarts(metadata: string): readonly number[] | undefined {
  if (!isObject(metadata, 0)) return undefined;
  const starts: number[] = [];
  let at = 1;
  for (let member = 0; member < END; member++) {
    starts.push(at);
    const start = STARTS[member]!;
    // Most are not there: their second letter says so sooner than the whole name.
    if (metadata.charCodeAt(at + 2) !== SECOND[member] || !metadata.startsWith(start, at)) continue;
    const value = at + start.length;
    if (NESTED[member] && !isNested(metadata, value)) return undefined;
    const end = member === DIGEST ? endOfDigest(metadata, at) : endOfValue(metadata, value);
    if (end === 0 || (!isComma(metadata, end) && end !== metadata.length - 1)) return undefined;
    at = end + 1;
  }
  starts.push(at);
  for (const member of REQUIRED) if (starts[member] === starts[member + 1]) return undefined;
  return starts;
}

function endOfDigest(metadata: string, at: number): number {
  DIGEST_FORM.lastIndex = at;
  return DIGEST_FORM.test(metadata) ? DIGEST_FORM.lastIndex : 0;
}

type Commitment = Omit<TextOpening, 'value'>;

interface Commitments {
  /** `texts` as the leaf has it. */
  readonly member: string;
  readonly of: readonly Commitment[];
}
const NO_TEXTS: Commitments = { member: '', of: [] };

const TEXT = /"([^"\\~]+)":\{"commitment":"([^"\\]*)"(?:,"salt":"([^"\\]*)")?\}(,|\}\}$)/y;
const TEXTS = '"texts":{';

/** @param at where all other members have ended: the texts are the last one, or there are none */
function commitmentsIn(metadata: string, at: number): Commitments | undefined {
  if (at === metadata.length) return metadata.endsWith('}') ? NO_TEXTS : undefined;
  if (!metadata.startsWith(TEXTS, at)) return undefined;
  const of: Commitment[] = [];
  TEXT.lastIndex = at + TEXTS.length;
  if (metadata.endsWith('}}') && TEXT.lastIndex === metadata.length - 2) return { member: `${TEXTS}},`, of };
  let member = TEXTS;
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

function cutsOf(texts: readonly Commitment[], event: EventText, starts: readonly number[]): Cuts | undefined {
  if (texts.length === 0) return NO_CUTS;
  const { data, metadata } = event;
  const openings: TextOpening[] = [];
  const places: { readonly data: MemberPlace[]; readonly metadata: MemberPlace[] } = { data: [], metadata: [] };
  let isWhole = false;
  for (const { path, commitment, salt } of texts) {
    const { root, steps } = parsed(path);
    let value: string | undefined;
    if (root === IN_DATA && steps.length === 0) {
      isWhole = true;
      value = data;
    } else {
      if (root === NOWHERE || root === DIGEST || steps.length === 0) return undefined;
      const text = root === IN_DATA ? data : metadata;
      const found = memberAlong(text, root === IN_DATA ? 0 : starts[root]! + STARTS[root]!.length, steps);
      const isThere = found && (root === IN_DATA || starts[root] !== starts[root + 1]);
      if (isThere) {
        if (!isString(text, found.value)) return undefined;
        (root === IN_DATA ? places.data : places.metadata).push(found);
        value = text.slice(found.value, found.to);
      }
    }
    openings.push({ path, commitment, salt, value });
  }
  if (isWhole && places.data.length > 0) return undefined;
  return inOrder(places.data) && inOrder(places.metadata) ? { openings, isWhole, ...places } : undefined;
}

const IN_DATA = -1;
const NOWHERE = -2;

interface ParsedPath {
  /** Place of a member of the envelope, or where else. */
  readonly root: number;
  readonly steps: readonly Step[];
}

/** There are few paths, and they come again with every event; but a log that was altered may have any. */
const PATHS = new Map<string, ParsedPath>();
const MOST_PATHS = 1_000;

function parsed(path: string): ParsedPath {
  const known = PATHS.get(path);
  if (known) return known;
  const [, root, ...tokens] = path.split('/');
  const member = MEMBERS.indexOf(root as (typeof MEMBERS)[number]);
  const made = { root: root === 'data' ? IN_DATA : member < 0 ? NOWHERE : member, steps: tokens.map(stepTo) };
  if (PATHS.size < MOST_PATHS) PATHS.set(path, made);
  return made;
}

/** Sorts them. @returns whether none is within another */
function inOrder(places: MemberPlace[]): boolean {
  if (places.length < 2) return true;
  places.sort((a, b) => a.from - b.from);
  return places.every(({ from }, n) => n === 0 || from >= places[n - 1]!.to);
}

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
  return out + text.slice(at, to);
}
