import type { HeadStore, SealedHead } from '#ledger';

const PAGE = 500;

export interface HeadCopyReport {
  /** Checkpoints of the source. */
  readonly checkpoints: number;
  readonly copied: number;
}

/** The target's checkpoints are none of this ledger: it stays as it is. */
export class OtherLedgerError extends Error {
  override readonly name = 'OtherLedgerError';
}

/**
 * Moves a ledger's head, with every checkpoint and the keys that signed, as they were signed: oldest first, so that what
 * is there at any moment is a beginning of it, and the next run goes on.
 * @throws OtherLedgerError where the target has another checkpoint in the place of one of them
 */
export async function copyHead(source: HeadStore, target: HeadStore): Promise<HeadCopyReport> {
  const keys = await source.keys();
  const there = (await target.current())?.size ?? 0;
  let [before, checkpoints, copied] = [0, 0, 0];
  for (let page: readonly SealedHead[]; (page = await source.list({ after: before, limit: PAGE })).length > 0;)
    for (const head of page) {
      checkpoints += 1;
      const found = head.size <= there ? await target.at(head.size) : undefined;
      if (found === undefined) {
        const signed = keys.filter(({ firstSize, lastSize }) => firstSize <= head.size && head.size <= lastSize);
        const vkeys = signed.map(({ vkey }) => vkey);
        if (!(await target.advance(before, head, vkeys))) throw other(target, head);
        copied += 1;
      } else if (found.checkpoint !== head.checkpoint || !found.root.equals(head.root)) throw other(target, head);
      before = head.size;
    }
  return { checkpoints, copied };
}

const other = ({ where }: HeadStore, { size }: SealedHead): OtherLedgerError =>
  new OtherLedgerError(
    `${where} holds the checkpoints of another ledger, or of this one signed otherwise: they part at the checkpoint of ` +
      `${size} entries. Nothing was written over. Name a database of its own, or drop the schema "ledger" there.`,
  );
