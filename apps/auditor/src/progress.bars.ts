import { countingBar } from './counting-bar.js';

/** One bar after the other on a terminal, each named by what it counts; nothing elsewhere. */
export function progressBars(isShown: boolean) {
  const bars = new Map<string, ReturnType<typeof countingBar>>();
  const end = () => bars.forEach((bar) => bar.end());
  return {
    tell(what: string, done: number, of: number): void {
      if (!isShown) return;
      let bar = bars.get(what);
      if (!bar) {
        end();
        bar = countingBar(process.stderr, what);
        bars.set(what, bar);
      }
      bar.tell(done, of);
    },
    end,
  };
}
