import type { GraphQLClient } from '../../apps/demo/src/loading/graphql.client.js';
import type { Recorder } from '../../apps/demo/src/loading/recorder.js';

/** Index of the last entry that the read model holds. */
export async function readIndex(client: GraphQLClient): Promise<number> {
  const { extensions } = await client.answer('{ __typename }');
  return (extensions!['readModel'] as { index: number }).index;
}

/**
 * Index of the last entry of the log: that of an entry recorded now, less one. Nothing that was appended before it can
 * hide behind a read model that is late.
 */
export async function appendedSo(editor: Recorder): Promise<number> {
  await editor.record('recordSource', { kind: 'WEB', title: 'A mark in the log' });
  return (await readIndex(editor.client)) - 1;
}
