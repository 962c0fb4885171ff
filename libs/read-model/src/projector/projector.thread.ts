import { Worker } from 'node:worker_threads';
import type { ProjectorCommand, ProjectorMessage, ProjectorSettings } from './projector.messages.js';

/**
 * Nearly all that a batch makes dies with it: a small nursery would promote, and then collect, much of it. Of what is
 * held, 50 to 100 MiB, the upper limit is far off; but the higher it is, the more garbage V8 lets pile up before it
 * looks: without one a rebuild of 100,000 events took 90 MiB more, and was no quicker.
 */
const LIMITS = { maxYoungGenerationSizeMb: 64, maxOldGenerationSizeMb: 1_024 };

/** The projector, on a thread of its own: a synchronous driver would block whoever serves. */
export class ProjectorThread {
  private readonly worker: Worker;
  private readonly ended: Promise<void>;

  constructor(
    readonly settings: ProjectorSettings,
    listener: (message: ProjectorMessage, from: ProjectorThread) => void,
    onCrash: (error: Error, from: ProjectorThread) => void,
  ) {
    this.worker = new Worker(new URL('./projector.worker.js', import.meta.url), {
      workerData: settings,
      resourceLimits: LIMITS,
    });
    this.worker.on('message', (message: ProjectorMessage) => listener(message, this));
    this.worker.on('error', (error) => onCrash(error as Error, this));
    this.ended = new Promise((resolve) => this.worker.once('exit', () => resolve()));
  }

  resume(): void {
    this.send({ kind: 'resume' });
  }

  /** Finishes the batch at hand. */
  async stop(): Promise<void> {
    this.send({ kind: 'stop' });
    await this.ended;
  }

  private send(command: ProjectorCommand): void {
    this.worker.postMessage(command);
  }
}
