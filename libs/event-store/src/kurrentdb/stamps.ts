/**
 * Draws `recordedAt`: never earlier than anything that this node has recorded or read. Between nodes clocks differ, and
 * no server compares; whoever asks for a past moment takes the running maximum in log order.
 */
export class Stamps {
  private latest = '';

  constructor(private readonly clockOffset: number) {}

  next(): string {
    const now = new Date(Date.now() + this.clockOffset).toISOString();
    this.saw(now);
    return this.latest;
  }

  saw(recordedAt: string): void {
    if (recordedAt > this.latest) this.latest = recordedAt;
  }
}
