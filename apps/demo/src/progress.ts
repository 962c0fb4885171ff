import type { Progress } from './loading/load-scenario.js';

const WIDTH = 30;

/** Where progress is shown: a terminal gets a bar that is drawn over, anything else a line for each chapter. */
export type Output = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>;

export function progressOn(output: Output): (progress: Progress) => void {
  return output.isTTY ? barOn(output) : linesOn(output);
}

function barOn(output: Output): (progress: Progress) => void {
  return ({ chapter, step, done, of }) => {
    const filled = Math.round((done / of) * WIDTH);
    const bar = '█'.repeat(filled).padEnd(WIDTH, '░');
    const line = `  ${bar} ${done}/${of}  ${chapter} · ${step}`.slice(0, (output.columns ?? 80) - 1);
    // Back to the start of the line, and what is left of a longer one is cleared.
    output.write(`\r${line}\u001b[K${done === of ? '\n' : ''}`);
  };
}

function linesOn(output: Output): (progress: Progress) => void {
  let before = '';
  return ({ chapter, done, of }) => {
    if (chapter !== before) output.write(`  ${chapter} …\n`);
    before = chapter;
    if (done === of) output.write(`  ${done} entries\n`);
  };
}
