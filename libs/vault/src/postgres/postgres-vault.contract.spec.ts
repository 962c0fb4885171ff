import { vaultContract } from '../contract/index.js';
import { makePostgresVault, testServer } from './testing/postgres-vault.harness.js';

const server = testServer();

vaultContract(server.name, () => makePostgresVault(server.connect));
