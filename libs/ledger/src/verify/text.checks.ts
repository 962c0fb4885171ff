import { commitment, valueAt } from '#catalogue/form';
import type { StoredEvent } from '#domain';
import type { Findings } from './finding.js';
import { GoneTexts } from './gone.texts.js';

/** That every text of the log is the one that its entry commits to. */
export class TextChecks {
  private readonly gone: GoneTexts;

  constructor(private readonly findings: Findings) {
    this.gone = new GoneTexts(findings);
  }

  check(event: StoredEvent): void {
    for (const [path, text] of Object.entries(event.texts ?? {})) this.checkText(event, path, text);
    if (event.type === 'TextWithheld') this.gone.withheld(event.data);
  }

  end(): void {
    this.gone.end();
  }

  private checkText(event: StoredEvent, path: string, text: { salt?: string; commitment: string }): void {
    const { id, stream } = event;
    const value = valueAt(event, path);
    if (value === undefined || text.salt === undefined) {
      this.gone.add({ eventId: id, stream, path });
      return;
    }
    if (commitment(id, path, text.salt, value) === text.commitment) return;
    const message = `event ${id} (${stream}): its text at ${path} is not the one that was committed to`;
    this.findings.add({ kind: 'TEXT', message, eventId: id, stream, path });
  }
}
