import { vaultContract } from '../contract/index.js';
import { makeSqliteVault } from './testing/sqlite-vault.harness.js';

vaultContract('SQLite', makeSqliteVault);
