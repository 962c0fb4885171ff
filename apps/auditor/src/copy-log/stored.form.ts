import { canonicalJson, NotCanonicalError } from '#catalogue';
import type { RecordedEvent } from '#event-store';

/** The event to the byte, without the place at which a store keeps it: positions do not move house. */
export function storedForm({ position: _, ...stored }: RecordedEvent): string {
  try {
    return canonicalJson(stored);
  } catch (error) {
    // What somebody wrote past the port; it cannot equal anything that the port has taken.
    if (error instanceof NotCanonicalError) return `not canonical: ${JSON.stringify(stored)}`;
    throw error;
  }
}
