import { runJob } from '../../processes/run-job.js';
import type { ProjectAnswer, ProjectQuestion } from './project.main.js';
import type { ReadAnswer, ReadQuestion } from './read-log.main.js';

export const readLog = (question: ReadQuestion): Promise<ReadAnswer> =>
  runJob(new URL('./read-log.main.js', import.meta.url), question);

export const project = (question: ProjectQuestion): Promise<ProjectAnswer> =>
  runJob(new URL('./project.main.js', import.meta.url), question);
