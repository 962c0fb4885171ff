/** What a citation tells, in whatever form. */
export interface Cited {
  readonly logId: string;
  /** Id of the record, and what it is called; a name that a reader may not see is not in it. */
  readonly record: string;
  readonly title: string;
  readonly index: number;
  /** When the last entry of the cited state was recorded; the moment that was asked for, on the axis of what was public. */
  readonly at: Date;
  readonly isPublic: boolean;
  /** Of the ledger, over the entries up to the index; absent where that is not published yet. */
  readonly root?: string;
  readonly origin?: string;
  readonly url?: string;
}

/**
 * The reference that never changes: log, record, and the entry after which it is cited. What was public by a moment is
 * another state of the same record after the same entry, so it is named as well.
 */
export function referenceOf({ logId, record, index, isPublic, at }: Cited): string {
  return `onrecord:${logId}/${record}@${index}${isPublic ? `;public=${at.toISOString()}` : ''}`;
}

const moment = ({ isPublic, at, index }: Cited): string =>
  isPublic ? `as public by ${at.toISOString()}` : `as recorded by ${at.toISOString()} (index ${index})`;

const ledger = ({ root, origin, index }: Cited): string | undefined =>
  root === undefined ? undefined : `Ledger ${origin}, tree size ${index + 1}, root ${root}`;

export function citationText(cited: Cited): string {
  const parts = [`“${cited.title}.” On Record, ${moment(cited)}`, referenceOf(cited), ledger(cited), cited.url];
  return `${parts.filter((part) => part !== undefined).join('. ')}.`;
}

/** CSL-JSON 1.0, one item. */
export function cslOf(cited: Cited): Record<string, unknown> {
  const { at, title, url } = cited;
  const note = ledger(cited);
  return {
    id: referenceOf(cited),
    type: 'entry',
    title,
    'container-title': 'On Record',
    version: moment(cited),
    number: referenceOf(cited),
    issued: { 'date-parts': [[at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()]] },
    ...(url === undefined ? {} : { URL: url }),
    ...(note === undefined ? {} : { note }),
  };
}

/** BibTeX, one `@misc`; text is escaped, so that no title can close its braces. */
export function bibtexOf(cited: Cited): string {
  const { at, title, url, record, index, isPublic } = cited;
  const fields = [
    ['howpublished', `On Record, ${moment(cited)}`],
    ['year', String(at.getUTCFullYear())],
    ['note', [referenceOf(cited), ledger(cited)].filter((part) => part !== undefined).join('. ')],
    ...(url === undefined ? [] : [['url', url] as const]),
  ] as const;
  // Braced twice: styles put all but the first letter of a title into lower case, of names and agencies too.
  const lines = [
    `  title = {{${escaped(title)}}}`,
    ...fields.map(([name, value]) => `  ${name} = {${escaped(value)}}`),
  ];
  const key = `${record}-${index}${isPublic ? `-public-${at.getTime()}` : ''}`;
  return `@misc{${key},\n${lines.join(',\n')}\n}\n`;
}

const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};
const escaped = (text: string): string =>
  text.replaceAll(/[\\{}~^#$%&_]/g, (special) => SPECIAL[special] ?? `\\${special}`).replaceAll(/\s+/g, ' ');
