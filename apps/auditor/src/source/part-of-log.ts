import { FILES, type HeldEntry, heldEntries, stateFile } from '#bundle';
import type { StreamName } from '#domain';
import { formatTlogProof } from '#ledger';
import type { AskedMoment } from '../past/moment.option.js';
import { AnswerError, type AnsweringRecord } from '../server/graphql.server.js';
import { toldStates } from '../replay/told.states.js';
import { stateDifferences } from '../replay/state.differences.js';
import type { About, RecordSource } from './record.source.js';
import type { HoldingBundle } from './verified.bundle.js';

/** Bytes of a state, which was verified a moment ago; and of a checkpoint. */
const MOST_STATE = 2 ** 25;
const MOST_NOTE = 2 ** 17;

/** Entries of a log that is written anew for the few of it that a case holds: some gigabytes. A stranger may say any number. */
const MOST_ENTRIES = 5_000_000;
/** Paths that are told. */
const TOLD = 5;

/**
 * What can be told from a bundle of a case: the records that it holds, each whole. Others bear on some of what is
 * computed, and may have borne on it once and not at the bundle's moment; so a record's past is told where what its
 * entries make of it at that moment is the state that the bundle has from the server.
 */
export class PartOfLog {
  private readonly indices: number[] = [];
  private readonly held: ReadonlySet<string>;
  private proofs: ReadonlyMap<number, readonly string[]> | undefined;

  /** @throws AnswerError */
  constructor(
    private readonly bundle: HoldingBundle,
    private readonly where: string,
  ) {
    const { size, records } = bundle.description;
    this.held = new Set(records.map(({ id }) => id));
    if (size > MOST_ENTRIES)
      throw new AnswerError(
        `${where} is of a log of ${size} entries; of more than ${MOST_ENTRIES} a case is not read: ask a server, or read data/states`,
      );
  }

  add({ index }: HeldEntry): void {
    this.indices.push(index);
  }

  /** @throws AnswerError */
  requireHeld(about: About): void {
    if (about === 'LIST')
      throw new AnswerError(`Which incidents there were cannot be told from ${this.inWords}: name one of these.`);
    const missing = about.find((id) => !this.held.has(id));
    if (missing !== undefined)
      throw new AnswerError(
        `${missing.slice(0, 80)} is not in ${this.where}, whose ${this.held.size} records data/export.json lists: ask a server, or a bundle that was made with --all`,
      );
  }

  private get inWords(): string {
    return `a bundle of a case, which holds ${this.held.size} records`;
  }

  sourceOn(record: AnsweringRecord, close: () => Promise<void>): RecordSource {
    return {
      ask: (query, variables) => record.ask(query, variables),
      part: this.inWords,
      momentOf: (asked) => this.momentOf(asked),
      requireTellable: (records) => this.requireTellable(record, records),
      proofOf: async ({ index }) => this.proofOf(index),
      close,
    };
  }

  /** Of an entry that is not held nothing is known, not even when it was recorded: what is held stands as at the one before. */
  private momentOf(asked: AskedMoment): AskedMoment {
    if (!('index' in asked) || asked.index >= this.bundle.description.size - 1) return asked;
    const before = this.indices.findLast((index) => index <= asked.index);
    if (before === undefined || before === asked.index) return asked;
    process.stderr.write(
      `Entry ${asked.index} is not in the bundle: answered as of ${before}, the last before it that is.\n`,
    );
    return { index: before };
  }

  private async requireTellable(record: AnsweringRecord, records: readonly string[]): Promise<readonly string[]> {
    this.requireHeld(records);
    const { folder, description } = this.bundle;
    const index = description.size - 1;
    const leftOut = new Set<string>();
    const compared = {
      judged: false,
      isHeld: (id: string) => this.held.has(id),
      onLeftOut: (id: string) => void leftOut.add(id),
    };
    for await (const [id, made] of toldStates(record, index, records as readonly StreamName[])) {
      const told: unknown = JSON.parse(folder.text(stateFile(id), MOST_STATE));
      const paths = [...stateDifferences(made, told, compared)].map(({ path }) => path);
      if (paths.length > 0)
        throw new AnswerError(
          `The entries in ${this.where} do not suffice to tell the past of ${id}: what they make of it at index ${index} ` +
            `differs from the state that the bundle has, at ${paths.slice(0, TOLD).join(', ')}. Its state at that index is ` +
            `in ${stateFile(id)}; for others ask a server, or a bundle that was made with --all. If the server has another ` +
            'ONRECORD_STALE_DAYS than 90, give it.',
        );
    }
    return [...leftOut].sort();
  }

  private proofOf(index: number): string | null {
    const { folder, description } = this.bundle;
    this.proofs ??= new Map([...heldEntries(folder, description)].map((entry) => [entry.index, entry.proof ?? []]));
    const proof = this.proofs.get(index);
    if (!proof) return null;
    const hashes = proof.map((hash) => Buffer.from(hash, 'base64'));
    return formatTlogProof({ index, hashes, checkpoint: folder.text(FILES.checkpoint, MOST_NOTE) });
  }
}
