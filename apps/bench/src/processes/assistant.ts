import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A process of its own that answers questions, one after the other; see `answerQuestions`. */
export class Assistant<Question> {
  private readonly ended: Promise<never>;

  private constructor(
    private readonly child: ChildProcess,
    name: string,
  ) {
    this.ended = once(child, 'exit').then(([code]) => {
      throw new Error(`${name} ended with exit code ${String(code)} before it answered`);
    });
    this.ended.catch(() => undefined);
  }

  static start<Question>(module: URL): Assistant<Question> {
    const child = fork(module, [], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    return new Assistant<Question>(child, module.pathname);
  }

  /** @throws where the process ends before it has answered; what went wrong is on standard error */
  async ask<Answer>(question: Question): Promise<Answer> {
    const answered = once(this.child, 'message');
    this.child.send(question as object);
    const [answer] = (await Promise.race([answered, this.ended])) as [Answer];
    return answer;
  }

  async dismiss(): Promise<void> {
    if (!this.child.connected) return;
    this.child.disconnect();
    await this.ended.catch(() => undefined);
  }
}
