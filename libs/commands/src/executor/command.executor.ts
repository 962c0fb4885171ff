import {
  decideOnRecord,
  invalid,
  type Command,
  type EventDeclaration,
  type Problem,
  type StoredEvent,
  type StreamName,
  type Warning,
} from '#domain';
import { catalogue, composeEvent, type Leaves } from '#catalogue';
import {
  ConcurrencyError,
  IdempotencyConflictError,
  InvalidEventError,
  type Appended,
  type EventStore,
  type RecordedEvent,
} from '#event-store';
import { OpeningErasedError, SubjectErasedError, type Vault } from '#vault';
import {
  ForbiddenCommandError,
  type CommandContext,
  type CommandRefusal,
  type CommandRequest,
  type CommandResult,
  type EntryLocator,
} from '../command.types.js';
import { closedCircle } from './closed-circle.js';
import { digestKey, digestOf, isSameCommand, type DigestKey } from './command-digest.js';
import { idsOf, type CommandIds } from './command-ids.js';
import { examineContent, examineRest, missingGrounds, ruledOut } from './examine-content.js';
import { examineInput, rolesFor } from './examine-input.js';
import { KeyedLock } from './keyed-lock.js';
import { minorDisclosed } from './minor-disclosed.js';
import { namesInText } from './names-in-text.js';
import { personsAtHand } from './persons-at-hand.js';
import { deciderOf, RecordLoader, type LoadedRecord } from './record-loader.js';
import { retractedReferences } from './retracted-references.js';
import { unknownReference } from './references.js';
import { unknownText } from './unknown-text.js';

export interface ExecutorOptions {
  readonly store: EventStore;
  readonly vault: Vault;
  readonly locator: EntryLocator;
  /** For the time of a decision that gives none. */
  readonly now?: () => Date;
}

/** A conflict that the caller did not ask for is decided anew, this often at most. */
const ATTEMPTS = 4;

/** One command on its way, with what was worked out about it before its record is looked at. */
interface Task {
  readonly declaration: EventDeclaration;
  readonly request: CommandRequest & Required<Pick<CommandRequest, 'occurred'>>;
  /** As the caller gave it: what a repeated command is compared with. */
  readonly given: CommandRequest;
  readonly context: CommandContext;
  readonly ids: CommandIds;
  readonly leaves: Leaves;
  /** What is wrong with the content, unless it is on record already. */
  readonly flaws: readonly Problem[];
  readonly command: Command;
  readonly digestKey: DigestKey;
}

/**
 * What every command goes through: examine, load, recognise a repetition, fold, decide, seal, append.
 * Personal values are durable in the vault before the event that commits to them is appended.
 */
export class CommandExecutor {
  readonly records: RecordLoader;
  private readonly locks = new KeyedLock();
  private digestKey: Promise<DigestKey> | undefined;

  constructor(private readonly options: ExecutorOptions) {
    this.records = new RecordLoader(options.store);
  }

  /**
   * Expected refusals are results; what throws is the log's or the vault's absence, a role that is too low, or a defect.
   * @throws ForbiddenCommandError, LogUnavailableError, DeadlineExceededError, VaultUnavailableError
   */
  async execute(given: CommandRequest, context: CommandContext): Promise<CommandResult> {
    const declaration = catalogue.find(given.type)?.declaration;
    if (!declaration)
      return refused(invalid({ path: '/type', expected: 'a type of the catalogue', actual: given.type }).refusal);
    const needed = rolesFor(declaration);
    if (!needed.some((role) => context.roles.has(role))) throw new ForbiddenCommandError(needed);
    const now = this.options.now?.() ?? new Date();
    const { request, problems } = examineInput(declaration, given, now);
    if (problems.length > 0)
      return refused(invalid(...problems, ...examineRest(declaration, request, problems, now)).refusal);
    const ids = idsOf(declaration, context.actor, request.commandId, request.record);
    const task = await this.prepare(declaration, given, request, context, ids, now);
    try {
      return await this.locks.run(ids.stream, () => this.record(task));
    } catch (error) {
      return refused(asRefusal(error, task.leaves));
    }
  }

  private async prepare(
    declaration: EventDeclaration,
    given: CommandRequest,
    request: Task['request'],
    context: CommandContext,
    ids: CommandIds,
    now: Date,
  ): Promise<Task> {
    const { type, schema } = declaration;
    const { occurred, attribution, sources, reason, data } = request;
    const content = { occurred, attribution, sources, reason, data };
    const leaves = catalogue.leaves({ type, schema, stream: ids.stream, ...content });
    const flaws = examineContent(declaration, request, leaves, now);
    const acknowledge = request.acknowledge ?? [];
    const command: Command = { type, stream: ids.stream, id: ids.entry, actor: context.actor, acknowledge, ...content };
    this.digestKey ??= this.options.vault
      .derivedKey('command-digest')
      .then(digestKey)
      .catch((error: unknown) => {
        this.digestKey = undefined;
        throw error;
      });
    return { declaration, given, request, context, ids, leaves, flaws, command, digestKey: await this.digestKey };
  }

  private async record(task: Task): Promise<CommandResult> {
    const { ids, given } = task;
    let fresh = false;
    for (let attempt = 1; ; attempt++) {
      const loaded = ids.fresh
        ? { events: [], state: this.records.empty(ids.stream).state, fromMemory: false }
        : await this.records.load(ids.stream, { fresh });
      try {
        const result = await this.attempt(task, loaded);
        // What was kept in memory may be behind the log: a refusal is only given on what the log says now.
        if (result.outcome === 'RECORDED' || !loaded.fromMemory) return result;
        fresh = true;
        attempt--;
      } catch (error) {
        // Another node had this very command too, and the log grew in between: what it recorded is found on a fresh read.
        const isRepetition = error instanceof IdempotencyConflictError && !fresh;
        if (!isRepetition && !(error instanceof ConcurrencyError)) throw error;
        fresh = true;
        if (error instanceof ConcurrencyError && given.expectedRevision === undefined && attempt >= ATTEMPTS)
          return refused(conflict(error.stream, error.actual));
      }
    }
  }

  private async attempt(task: Task, loaded: LoadedRecord): Promise<CommandResult> {
    const { ids, request, declaration, leaves, flaws, command } = task;
    const digest = digestOf(declaration, ids.stream, task.given, leaves, task.digestKey);
    const earlier = loaded.events.find((event) => event.id === ids.entry);
    if (earlier) return this.repeated(task, earlier as RecordedEvent, digest);
    if (flaws.length > 0)
      return refused(
        invalid(...flaws, ...ruledOut(declaration, request, leaves), ...missingGrounds(declaration, request)).refusal,
      );
    const revision = loaded.state.revision;
    // Of a record that has to be there, that it is not says more than which revision it is not at.
    const missingRecord = revision < 0 && declaration.creates === 'NEVER';
    if (!missingRecord && request.expectedRevision !== undefined && request.expectedRevision !== revision)
      return refused(conflict(ids.stream, revision < 0 ? 'no-stream' : revision, request.expectedRevision));
    const { locator } = this.options;
    const missing =
      (await unknownReference(request, ids.stream, leaves, this.records, locator)) ??
      (await unknownText(request, ids.stream, this.records, locator));
    if (missing) return refused(missing);
    const decision = decideOnRecord(declaration, deciderOf(ids.stream), command, loaded.state, [
      ...(await this.namesIn(task, loaded)),
      ...(await retractedReferences(declaration, leaves, this.records)),
    ]);
    if (decision.outcome === 'REFUSE') return refused(decision.refusal);
    const refusal =
      (await closedCircle(declaration, command, loaded, this.records)) ??
      (await minorDisclosed(command, loaded, this.records, locator));
    if (refusal) return refused(refusal);
    return this.append(task, loaded, digest, decision.warnings);
  }

  private namesIn({ ids, leaves, request, declaration }: Task, loaded: LoadedRecord): Promise<Warning[]> {
    // Only an agency is named by whoever registers it; any other id follows from the command's.
    const named = declaration.creates === 'ALWAYS' && request.record !== undefined ? ids.stream : undefined;
    // For the first text that holds a word of any name, and then for all texts of the command.
    let persons: ReturnType<typeof personsAtHand> | undefined;
    const among = () => (persons ??= personsAtHand(ids.stream, leaves, loaded, this.records));
    return namesInText(leaves, named, this.options.vault, among);
  }

  private async append(
    task: Task,
    loaded: LoadedRecord,
    digest: ReturnType<typeof digestOf>,
    warnings: readonly Warning[],
  ): Promise<CommandResult> {
    const { declaration, ids, context, command, leaves, request } = task;
    const { vault, store } = this.options;
    const sealing = leaves.sealed.length > 0;
    const earlier = sealing && request.commandId !== undefined ? await vault.openingsOf(ids.entry) : [];
    const { occurred, attribution, sources, reason, data } = command;
    const { event, openings } = composeEvent(
      catalogue,
      declaration,
      {
        id: ids.entry,
        stream: ids.stream,
        occurred,
        ...(attribution && { attribution }),
        ...(sources && { sources }),
        ...(reason && { reason }),
        data,
        actor: context.actor,
        correlationId: context.correlationId,
        causationId: ids.key,
        acknowledged: [
          ...new Set(warnings.map(({ code }) => code).filter((code) => command.acknowledge.includes(code))),
        ],
        digest,
      },
      { leaves, earlier },
    );
    if (sealing) await vault.put(openings);
    const { revision } = loaded.state;
    const appended = await store.append(ids.stream, revision < 0 ? 'no-stream' : revision, [event]);
    const stored = appended.events[0]!;
    if (appended.repeated) {
      this.records.forget(ids.stream);
      return this.repeated(task, stored, digest);
    }
    this.records.appended(ids.stream, loaded, appended.events);
    return recorded(ids.stream, stored, appended, warnings);
  }

  /** The command was recorded before: the stored result is the answer, if it asks for the same. */
  private async repeated(
    task: Task,
    stored: RecordedEvent,
    digest: ReturnType<typeof digestOf>,
  ): Promise<CommandResult> {
    if (await isSameCommand(stored, task.leaves, digest, this.options.vault))
      return recorded(task.ids.stream, stored, { position: stored.position, repeated: true }, []);
    return refused({
      code: 'COMMAND_ID_REUSED',
      message: `commandId ${task.request.commandId} was used for entry ${stored.id} with other content: draw a new one.`,
      path: '/commandId',
      details: { entry: stored.id, revision: stored.revision },
    });
  }
}

const recorded = (
  record: StreamName,
  event: StoredEvent,
  { position, repeated }: Pick<Appended, 'position' | 'repeated'>,
  warnings: readonly Warning[],
): CommandResult => ({ outcome: 'RECORDED', record, entry: event.id, event, position, repeated, warnings });

const refused = (refusal: CommandRefusal): CommandResult => ({ outcome: 'REFUSED', refusal });

function conflict(stream: StreamName, actual: number | 'no-stream', expected?: number): CommandRefusal {
  const state = actual === 'no-stream' ? 'is not on record yet' : `is at revision ${actual}`;
  const message =
    expected === undefined
      ? `${stream} ${state}, and changes faster than this command can be decided. Repeat the command.`
      : actual === 'no-stream'
        ? `${stream} ${state}, so it cannot be at revision ${expected}. Leave \`expectedRevision\` out to begin the record.`
        : `${stream} ${state}, not at ${expected}. Read it again, and repeat the command if it still holds.`;
  return {
    code: 'CONFLICT',
    message,
    path: '/expectedRevision',
    ...(expected === undefined ? {} : { expectedRevision: expected }),
    ...(actual === 'no-stream' ? {} : { actualRevision: actual }),
  };
}

/** Errors of the parts below that are the caller's to mend. */
function asRefusal(error: unknown, { sealed }: Leaves): CommandRefusal {
  if (error instanceof SubjectErasedError)
    return {
      code: 'SUBJECT_ERASED',
      message: `The personal data of ${error.subject} was erased, and nothing can be sealed for it any more. Record this without personal values.`,
      ...pathOf(sealed.find(({ subject }) => subject === error.subject)),
    };
  if (error instanceof OpeningErasedError)
    return {
      code: 'SUBJECT_ERASED',
      message: `What this command sealed was erased since. ${error.message}`,
      path: error.ref.path,
    };
  if (error instanceof InvalidEventError) return { code: 'TOO_LARGE', message: error.why };
  throw error;
}

const pathOf = (leaf: { readonly path: string } | undefined): { path?: string } => (leaf ? { path: leaf.path } : {});
