import { commitment, valueAt } from '#catalogue';
import type { StoredEvent } from '#domain';
import type { Findings } from './finding.js';

/**
 * That every text of the log is the one that its entry commits to. Texts that are gone are remembered until the
 * `TextWithheld` that names them comes, which is later in the log than they are.
 */
export class TextChecks {
  private readonly gone = new Map<
    string,
    { readonly event: StoredEvent['id']; readonly stream: string; readonly path: string }
  >();

  constructor(private readonly findings: Findings) {}

  check(event: StoredEvent): void {
    for (const [path, text] of Object.entries(event.texts ?? {})) this.checkText(event, path, text);
    if (event.type !== 'TextWithheld') return;
    const { entry, path } = event.data as { entry?: string; path?: string };
    this.gone.delete(`${entry}${path}`);
  }

  end(): void {
    for (const { event, stream, path } of this.gone.values())
      this.findings.add({
        kind: 'TEXT',
        message: `event ${event} (${stream}): its text at ${path} is gone, and no TextWithheld names it`,
        eventId: event,
        stream,
        path,
      });
  }

  private checkText(event: StoredEvent, path: string, text: { salt?: string; commitment: string }): void {
    const { id, stream } = event;
    const value = valueAt(event, path);
    if (value === undefined || text.salt === undefined) {
      this.gone.set(`${id}${path}`, { event: id, stream, path });
      return;
    }
    if (commitment(id, path, text.salt, value) === text.commitment) return;
    const message = `event ${id} (${stream}): its text at ${path} is not the one that was committed to`;
    this.findings.add({ kind: 'TEXT', message, eventId: id, stream, path });
  }
}
