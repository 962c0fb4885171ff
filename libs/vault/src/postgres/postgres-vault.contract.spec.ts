import { vaultContract } from '../contract/index.js';
import { postgresVaults, testServer } from './testing/postgres-vault.harness.js';

const server = testServer();
const vaults = postgresVaults(server.connect);

afterAll(() => vaults.drop());

vaultContract(server.name, vaults.make);
