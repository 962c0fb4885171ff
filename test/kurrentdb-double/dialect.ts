/** In what the versions differ on the wire, as far as a client can notice. */
export interface Dialect {
  /** A caught-up message says when and where, and a checkpoint when. Before, they are empty. */
  readonly tellsWhenAndWhere: boolean;
  /** A filtered subscription sends a checkpoint when it goes live. */
  readonly checkpointOnGoingLive: boolean;
}

/**
 * Read from the tags of the server's repository: the checkpoint came with 24.2, time and place with 24.10.5 and 25.0.1.
 *
 * @param version such as `23.10.0`
 */
export function dialectOf(version: string): Dialect {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const number = (major * 100 + minor) * 100 + patch;
  return { tellsWhenAndWhere: number >= 24_10_05 && number !== 25_00_00, checkpointOnGoingLive: number >= 24_02_00 };
}
