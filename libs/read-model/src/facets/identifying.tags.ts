import { createHash } from 'node:crypto';
import { capturedHashes, type Incident, type Source } from '#domain';
import type { RecordView } from '../query/views.types.js';

/** A facet whose value should be of one record only: another record with it may be about the same thing. */
export interface IdentifyingTag {
  readonly facet: 'externalId' | 'sha256' | 'address';
  readonly value: string;
}

export function identifyingTags({ kind, state }: RecordView): readonly IdentifyingTag[] {
  if (kind === 'incident')
    return (state as Incident).externalIds.map(({ value: { scheme, value } }) => ({
      facet: 'externalId',
      value: `${scheme}:${value}`,
    }));
  if (kind !== 'source') return [];
  const { url } = state as Source;
  return [
    ...capturedHashes(state as Source).map((value) => ({ facet: 'sha256', value }) as const),
    ...(url === undefined ? [] : [{ facet: 'address', value: digestOf(url) } as const]),
  ];
}

/** Of the address alone: what stands after `#` leads to a place within, and how the host is written says nothing. */
function digestOf(url: string): string {
  const address = URL.parse(url);
  if (address) address.hash = '';
  return createHash('sha256')
    .update(address?.href ?? url.trim())
    .digest('hex')
    .slice(0, 32);
}
