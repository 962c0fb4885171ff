import type { TextOpening } from '#catalogue/form';
import { isSound, type LogLeaf } from '../log/log-leaf.js';
import type { Findings } from './finding.js';
import { GoneTexts } from './gone.texts.js';

/** That every text of the log is the one that its entry commits to. */
export class TextChecks {
  private readonly gone: GoneTexts;

  constructor(private readonly findings: Findings) {
    this.gone = new GoneTexts(findings);
  }

  check(leaf: LogLeaf): void {
    for (const opening of leaf.openings()) this.checkText(leaf, opening);
    const withheld = leaf.withholds();
    if (withheld) this.gone.withheld(withheld);
  }

  end(): void {
    this.gone.end();
  }

  private checkText({ id, stream }: LogLeaf, opening: TextOpening): void {
    const { path, salt, value } = opening;
    if (value === undefined || salt === undefined) {
      this.gone.add({ eventId: id, stream, path });
      return;
    }
    if (isSound(id, opening)) return;
    const message = `event ${id} (${stream}): its text at ${path} is not the one that was committed to`;
    this.findings.add({ kind: 'TEXT', message, eventId: id, stream, path });
  }
}
