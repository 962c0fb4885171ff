import { aggregateOf, type EventDeclaration, type Warning } from '#domain';
import type { Leaves } from '#catalogue';
import type { RecordLoader } from './record-loader.js';

/** What a fact may be about. Of a source or a person that is named, its own record says what became of it. */
const ABOUT: ReadonlySet<string | undefined> = new Set(['incident', 'investigation', 'case', 'statement']);

/**
 * Warns where a fact is about a record that does not count. It may be true all the same: there are inquiries into what
 * never happened. But mostly the record is a duplicate, and the fact belongs to another.
 */
export async function retractedReferences(
  { nature }: EventDeclaration,
  { references }: Leaves,
  records: RecordLoader,
): Promise<Warning[]> {
  if (nature !== 'FACT') return [];
  const warnings: Warning[] = [];
  for (const { path, target } of references) {
    if (!ABOUT.has(aggregateOf(target))) continue;
    const { retraction } = (await records.load(target)).state;
    if (!retraction) continue;
    const { because, entry, duplicateOf } = retraction;
    const instead = duplicateOf ? `name ${duplicateOf} instead` : 'name another, or reinstate it';
    warnings.push({
      code: 'RETRACTED_REFERENCE',
      message: `${path} names ${target}, which was retracted (${because}, by entry ${entry}): ${instead}, or acknowledge RETRACTED_REFERENCE where it is about this one all the same.`,
      path,
      details: { record: target, because, entry, duplicateOf },
    });
  }
  return warnings;
}
