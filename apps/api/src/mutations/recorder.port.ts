import type { CommandContext, CommandRequest, CommandResult } from '#commands';

/** Records what a mutation asks for. The one way from the API into the log. */
export interface Recorder {
  /**
   * What was recorded, or why it was refused; what was answered is durable.
   *
   * @throws ForbiddenCommandError where the role is too low
   * @throws LogUnavailableError, DeadlineExceededError, VaultUnavailableError where it cannot be known; safe to repeat
   */
  record(request: CommandRequest, context: CommandContext): Promise<CommandResult>;
}
