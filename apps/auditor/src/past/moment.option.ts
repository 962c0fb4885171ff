import { UsageError } from '../usage.error.js';

/** A moment as the API's `asOf` takes it. */
export type AskedMoment = { readonly index: number } | { readonly recordedBy: string } | { readonly publicBy: string };

export const MOMENT_FORM =
  'an index (66), what was recorded by a date or date-time (2026-01-15), or what was public by it (public:2026-01-15)';

/** @throws UsageError */
export function momentOf(option: string, text: string): AskedMoment {
  if (/^\d{1,15}$/.test(text)) return { index: Number(text) };
  const [, isPublic, instant] = /^(public:)?(\d{4}-\d{2}-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?)$/.exec(text) ?? [];
  if (instant === undefined) throw new UsageError(`--${option}: "${text}" is not ${MOMENT_FORM}`);
  return isPublic ? { publicBy: instant } : { recordedBy: instant };
}

/** JSON of a filter, as the API's `IncidentFilter`. @throws UsageError */
export function filterOf(text: string | undefined): object | null {
  if (text === undefined) return null;
  try {
    const filter: unknown = JSON.parse(text);
    if (typeof filter === 'object' && filter !== null && !Array.isArray(filter)) return filter;
  } catch {
    // Told below, with what is expected.
  }
  throw new UsageError('--filter: it is not JSON such as {"region":{"in":["US-MN"]}}');
}
