import type {
  Attribution,
  EventId,
  JsonObject,
  Occurred,
  Reason,
  Refusal,
  Role,
  SourceReference,
  StoredEvent,
  StreamName,
  Warning,
} from '#domain';
import type { StorePosition } from '#event-store';

/** What a caller asks to record: one event of the catalogue, with the values that will be sealed still in it. */
export interface CommandRequest {
  /** An event type of the catalogue. */
  readonly type: string;
  /** The record it is about; left out where the command begins one (agencies name their own). */
  readonly record?: StreamName;
  /** UUID. The same id with the same content is the same command, for ever; without one every call is a new command. */
  readonly commandId?: string;
  /** Refuse with CONFLICT unless the record is at this revision. */
  readonly expectedRevision?: number;
  /** Required for facts; of a decision, the present moment by default. */
  readonly occurred?: Occurred;
  /** Of a fact, SOURCE by default: the source says it in its own voice. */
  readonly attribution?: Attribution;
  readonly sources?: readonly SourceReference[];
  readonly reason?: Reason;
  /** Codes of the warnings that the caller accepts. */
  readonly acknowledge?: readonly string[];
  readonly data: JsonObject;
}

/** Who asks; from authentication, never from the request. */
export interface CommandContext {
  readonly actor: StreamName;
  readonly roles: ReadonlySet<Role>;
  /** UUID of the request, for logs and the event's envelope. */
  readonly correlationId: string;
}

export type CommandResult =
  | {
      readonly outcome: 'RECORDED';
      readonly record: StreamName;
      readonly entry: EventId;
      readonly event: StoredEvent;
      readonly position: StorePosition;
      /** The command had been recorded before: this is what was recorded then. */
      readonly repeated: boolean;
      /** Warnings that needed no acknowledgement, or had it. */
      readonly warnings: readonly Warning[];
    }
  | { readonly outcome: 'REFUSED'; readonly refusal: CommandRefusal };

/** A refusal with the particulars that some codes have. */
export interface CommandRefusal extends Refusal {
  /** With CONFLICT. */
  readonly expectedRevision?: number;
  readonly actualRevision?: number;
}

/** The role is too low; a top-level error of the API, not a refusal. */
export class ForbiddenCommandError extends Error {
  override readonly name = 'ForbiddenCommandError';
  /** @param needs any one of these roles would do */
  constructor(readonly needs: readonly Role[]) {
    super(`this needs the role ${needs.join(' or ')}`);
  }
}

/** Where something stands in the log; answered by a read model's index, checked against the log. */
export interface EntryLocator {
  locate(entry: EventId): Promise<{ readonly stream: StreamName; readonly revision: number } | undefined>;
  /** The incidents that name a person. */
  incidentsOf(person: StreamName): Promise<readonly StreamName[]>;
}
