import { erasureContract } from './erasure.contract.js';
import { keysContract } from './keys.contract.js';
import { namesContract } from './names.contract.js';
import { openingsContract } from './openings.contract.js';
import { sweepContract } from './sweep.contract.js';
import { tamperingContract } from './tampering.contract.js';
import { tokensContract } from './tokens.contract.js';
import type { MakeVault } from './vault.harness.js';

export type * from './vault.harness.js';

/** The promises of the vault, for every adapter alike. Jest's globals must be there. */
export function vaultContract(name: string, make: MakeVault): void {
  describe(`the vault on ${name}`, () => {
    openingsContract(make);
    tamperingContract(make);
    erasureContract(make);
    sweepContract(make);
    keysContract(make);
    namesContract(make);
    tokensContract(make);
  });
}
