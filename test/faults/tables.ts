import { DatabaseSync } from 'node:sqlite';
import { dump } from '../../libs/read-model/src/testing/model.harness.js';

type Tables = Readonly<Record<string, readonly string[]>>;

/** All rows of a read model's file. */
export function tablesOf(file: string): Tables {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return dump(db);
  } finally {
    db.close();
  }
}

/** Names of the tables whose rows are not the same. */
export const differingTables = (lived: Tables, rebuilt: Tables): string[] =>
  Object.keys(rebuilt).filter((table) => JSON.stringify(lived[table]) !== JSON.stringify(rebuilt[table]));
