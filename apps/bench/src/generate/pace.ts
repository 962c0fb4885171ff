import { SHORTEST } from './story/tell-story.js';

/** How far the sum of the stories' lengths may stray from the pace before a story is cut or drawn out. */
const SLACK = 200;

/** Keeps the stories, of very different lengths, to an exact number of events in all. */
export class Pace {
  private told = 0;
  private events = 0;

  constructor(
    private readonly stories: number,
    private readonly total: number,
  ) {
    if (total < stories * SHORTEST)
      throw new Error(`${stories} incidents need at least ${stories * SHORTEST} events, and ${total} were asked for`);
  }

  /** For the next story. */
  get length(): { readonly min: number; readonly max: number } {
    const left = this.stories - this.told;
    const rest = this.total - this.events;
    if (left === 1) return { min: rest, max: rest };
    const due = (this.total * (this.told + 1)) / this.stories;
    return {
      min: Math.floor(due - SLACK - this.events),
      max: Math.min(rest - (left - 1) * SHORTEST, Math.ceil(due + SLACK - this.events)),
    };
  }

  add(length: number): void {
    this.told += 1;
    this.events += length;
  }
}
