import type { Logger } from 'pino';
import type { ProjectorNews } from '#read-model';
import { safeText } from '../logging/safe-error.js';

/** Logs where a projector fails, where it gives up, and where it goes on: once each, and not what goes well. */
export function projectionLog(logger: Logger): (news: ProjectorNews) => void {
  /** What is wrong with the projectors that are in trouble, by file: one may be filling another beside the serving one. */
  const troubles = new Map<string, string>();
  return ({ file, state, problem = '' }) => {
    if (state === 'RETRYING' || state === 'PAUSED') {
      const trouble = `${state} ${problem}`;
      if (troubles.get(file) === trouble) return;
      troubles.set(file, trouble);
      const fields = { file, problem: safeText(problem) };
      if (state === 'RETRYING') logger.warn(fields, 'the projection has failed; it is tried again');
      else
        logger.error(
          fields,
          'the projection is paused: answers stay as old as they are until the cause is removed and the server restarted',
        );
    } else if (state === 'LIVE' && troubles.delete(file)) logger.warn({ file }, 'the projection goes on');
  };
}
