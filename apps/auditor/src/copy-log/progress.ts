import { Presets, SingleBar } from 'cli-progress';
import type { RecordedEvent, StorePosition } from '#event-store';

/** What is going on, for whoever waits. */
export interface Progress {
  begin(what: string, upTo: StorePosition): Stage;
}

export interface Stage {
  readonly tell: (event: RecordedEvent) => void;
  readonly end: () => void;
}

export const silent: Progress = { begin: () => ({ tell: () => {}, end: () => {} }) };

/**
 * A bar on a terminal, a line for each stage elsewhere. How far it is goes by the source's positions: no store can say
 * how many events it holds without reading them.
 */
export const progressOn = (stream: NodeJS.WriteStream): Progress => ({
  begin(what, upTo) {
    if (!stream.isTTY) {
      stream.write(`${what} …\n`);
      return silent.begin(what, upTo);
    }
    const format = `${what.padEnd(9)} {bar} {percentage} % · {events} events`;
    const bar = new SingleBar({ stream, format, stopOnComplete: false }, Presets.shades_classic);
    let events = 0;
    bar.start(Number(upTo), 0, { events });
    return {
      tell: ({ position }) => bar.update(Number(position), { events: ++events }),
      end: () => bar.stop(),
    };
  },
});
