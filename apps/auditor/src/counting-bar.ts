import { Presets, SingleBar } from 'cli-progress';

/** A bar on a terminal, and nothing elsewhere. */
export function countingBar(stream: NodeJS.WriteStream, what: string) {
  const bar = new SingleBar(
    { stream, format: `${what} {bar} {value} of {total}`, clearOnComplete: false },
    Presets.shades_classic,
  );
  let started = false;
  return {
    tell(done: number, all: number): void {
      if (!stream.isTTY) return;
      if (!started) bar.start(all, done);
      started = true;
      bar.update(done);
    },
    end(): void {
      if (started) bar.stop();
      started = false;
    },
  };
}
