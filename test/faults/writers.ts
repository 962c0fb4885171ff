import type { Random } from '../../apps/bench/src/generate/random.js';
import type { Attempt, Attempts } from './attempts.js';
import { drawAttempt, personAttempt, sourceAttempt } from './draw-attempt.js';
import { sendAttempt } from './send-attempt.js';
import type { VictimReady } from './victim.main.js';

/** Clients that write at the same time. */
const CLIENTS = 8;

/** Writes as several clients do, until the server is gone; notes everything that does not agree with what was answered. */
export class Writers {
  readonly problems: string[] = [];
  retried = 0;

  constructor(
    private readonly random: Random,
    private readonly attempts: Attempts,
  ) {}

  /** What all commands need on record; undisturbed. */
  async prepare(server: VictimReady): Promise<void> {
    const patience = AbortSignal.timeout(20_000);
    if (!this.attempts.source) {
      const source = sourceAttempt();
      await this.send(server, source, patience);
      this.attempts.source = source.record ?? '';
    }
    while (this.attempts.persons.length < 6) await this.send(server, personAttempt(), patience);
  }

  /** Until the signal, which is given when the server has died: then nothing more will be answered. */
  async write(server: VictimReady, dead: AbortSignal): Promise<void> {
    const again = this.retries();
    const client = async () => {
      while (!dead.aborted) {
        const attempt = again.pop() ?? drawAttempt(this.random, this.attempts);
        if (!(await this.send(server, attempt, dead))) return;
      }
    };
    await Promise.all(Array.from({ length: CLIENTS }, client));
  }

  /** Half of what was never answered, as a client does that lost the answer; and some that had been answered. */
  private retries(): Attempt[] {
    const doubtful = this.attempts.inDoubt.filter(() => this.random.chance(0.5));
    const { answered } = this.attempts;
    const sure = answered.length > 0 ? [1, 2, 3].map(() => this.random.pick(answered)) : [];
    this.retried += doubtful.length + sure.length;
    return [...doubtful, ...sure];
  }

  private async send(server: VictimReady, attempt: Attempt, signal: AbortSignal): Promise<boolean> {
    if (!this.attempts.all.includes(attempt)) this.attempts.all.push(attempt);
    try {
      const outcome = await sendAttempt(server, attempt, signal);
      if (!outcome) return false;
      this.note(attempt, outcome);
      return true;
    } catch (error) {
      this.problems.push(`${attempt.mutation} ${attempt.commandId}: ${String(error)}`);
      return false;
    }
  }

  private note(
    attempt: Attempt,
    { entry, record, code, message }: NonNullable<Awaited<ReturnType<typeof sendAttempt>>>,
  ) {
    const { mutation, commandId, person } = attempt;
    if (entry === undefined) {
      // A value cannot be sealed for someone who has been erased meanwhile.
      const expected = person !== undefined && this.attempts.erased.has(person);
      if (!expected || attempt.entry !== undefined)
        this.problems.push(`${mutation} ${commandId} was refused with ${code}: ${message}`);
      attempt.refused ??= code ?? 'without a code';
      return;
    }
    if (attempt.entry !== undefined && attempt.entry !== entry)
      this.problems.push(
        `${mutation} ${commandId} was answered with ${attempt.entry}, and when repeated with ${entry}`,
      );
    const isNew = attempt.record === undefined && record;
    attempt.entry = entry;
    if (!isNew) return;
    attempt.record = record.id;
    if (mutation === 'registerPerson') this.attempts.persons.push(record.id);
    if (mutation === 'reportIncident') this.attempts.incidents.push(record.id);
  }
}
