import type { DatabaseSync } from 'node:sqlite';
import type { WriteHandler } from '#sqlite';
import { ErasureWrites } from './erasure.writes.js';
import { KeyWrites } from './key.writes.js';
import { OpeningWrites } from './opening.writes.js';
import { TokenWrites } from './token.writes.js';
import { migrate } from './vault.schema.js';
import type { VaultWrite } from './vault-write.protocol.js';

/** The vault's only writer in this process; it sees sealed rows, never a key or a value. */
export function open(db: DatabaseSync): WriteHandler<VaultWrite, unknown> {
  // Deleted content is overwritten with zeros, on free pages too. A setting of the connection: this one deletes.
  db.exec('PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY');
  migrate(db);
  const keys = new KeyWrites(db);
  const openings = new OpeningWrites(db, keys);
  const erasures = new ErasureWrites(db);
  const tokens = new TokenWrites(db, keys);
  const setCheckpoint = db.prepare(
    'INSERT INTO checkpoint VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  );

  return {
    begin: () => keys.refresh(),
    apply(write) {
      switch (write.op) {
        case 'put':
          return openings.put(write);
        case 'keep':
          return openings.keep(write.refs);
        case 'removeUnchecked':
          return openings.removeUnchecked(write.refs, write.storedBefore);
        case 'fence':
          return erasures.fence(write.record);
        case 'destroy':
          return erasures.destroy(write.subject);
        case 'remove':
          return erasures.remove(write.refs, write.record);
        case 'initialise':
          return keys.initialise(write.masterKeyId);
        case 'addPurposeKey':
          return keys.addPurposeKey(write.row, write.masterKeyId);
        case 'replaceKeys':
          return keys.replaceAll(write.from, write.to, write.keys);
        case 'putToken':
          return tokens.put(write.row, write.masterKeyId, write.key);
        case 'revokeToken':
          return tokens.revoke(write.tokenId, write.at);
        case 'setCheckpoint':
          setCheckpoint.run(write.name, write.value);
      }
    },
  };
}
