import { fork } from 'node:child_process';
import { once } from 'node:events';

/** Runs a module in a process of its own with one question, and gives its answer; memory and caches are its own. */
export async function runJob<Answer>(module: URL, question: unknown): Promise<Answer> {
  const child = fork(module, [JSON.stringify(question)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execArgv: ['--disable-warning=ExperimentalWarning', '--expose-gc'],
  });
  const exited = once(child, 'exit').then(([code]) => {
    throw new Error(`${module.pathname} ended with exit code ${String(code)} before it answered`);
  });
  exited.catch(() => undefined);
  const [answer] = (await Promise.race([once(child, 'message'), exited])) as [Answer];
  if (child.exitCode === null && child.signalCode === null) {
    child.disconnect();
    await exited.catch(() => undefined);
  }
  return answer;
}
