import type { Logger } from 'pino';
import { TimeStamper, type TimeStamperOptions } from '#ledger';
import type { PublishedTree } from '../ledger/published-tree.js';

/** Milliseconds between looks, besides those at each checkpoint: a day begins also while nothing is recorded. */
const LOOK_EVERY = 10 * 60_000;
/** Milliseconds before an authority that failed is asked again. */
const RETRY = 10 * 60_000;

/**
 * Has a checkpoint a day stamped, beside everything else: what fails is logged and tried again, and stops nothing.
 * @returns what ends it
 */
export function stampDaily(
  url: string | undefined,
  parts: Pick<TimeStamperOptions, 'reader' | 'folder'>,
  published: Pick<PublishedTree, 'onPublished'>,
  logger: Logger,
): () => Promise<void> {
  if (url === undefined) return async () => {};
  const stamper = new TimeStamper({ url, ...parts });
  let notBefore = 0;
  let looking: Promise<void> | undefined;
  const look = async () => {
    try {
      const stamped = await stamper.look();
      if (stamped) logger.info({ size: stamped.size, at: stamped.at }, 'a checkpoint was time-stamped');
    } catch (error) {
      notBefore = performance.now() + RETRY;
      const why = ((error as Error).cause as Error | undefined)?.message ?? (error as Error).message;
      logger.warn({ why }, 'the checkpoint of the day was not time-stamped; it is tried again');
    }
  };
  const lookOnce = () => {
    if (performance.now() < notBefore) return;
    looking ??= look().finally(() => (looking = undefined));
  };
  const stopListening = published.onPublished(lookOnce);
  const timer = setInterval(lookOnce, LOOK_EVERY).unref();
  return async () => {
    stopListening();
    clearInterval(timer);
    await looking;
  };
}
