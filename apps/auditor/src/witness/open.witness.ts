import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { cosigner, ED25519, loadSigningKey, type Signer, type Verifier, Witness, WitnessFile } from '#ledger';
import { UsageError } from '../usage.error.js';

export interface WitnessSettings {
  readonly key: string;
  readonly state: string;
  readonly name?: string;
  /** Keys of the logs that are witnessed. */
  readonly logs: readonly Verifier[];
}

export interface OpenedWitness {
  readonly witness: Witness;
  readonly signer: Signer;
  close(): void;
}

/** Makes key and state at the first start, and only then. @throws UsageError, SigningKeyError, WitnessFileError */
export function openWitness({ key, state, name, logs }: WitnessSettings): OpenedWitness {
  const byOrigin = Map.groupBy(logs, (log) => log.name);
  const wrong = logs.find(({ type }) => type !== ED25519);
  if (wrong) throw new UsageError(`--log: the key of ${wrong.name} is that of a witness, not of a log`);
  const keyFile = resolve(key);
  // The state before the key: a crash in between leaves a witness that has not cosigned anything and may begin.
  const file = WitnessFile.open(resolve(state), !existsSync(keyFile));
  try {
    const hasCosigned = [...byOrigin.keys()].some((origin) => file.latest(origin) !== undefined);
    const seed = loadSigningKey({ file: keyFile, signedBefore: hasCosigned });
    const signer = cosigner(name ?? nameOf(seed), seed);
    return { witness: new Witness(signer, byOrigin, file), signer, close: () => file.close() };
  } catch (error) {
    file.close();
    throw error;
  }
}

/** A name that is the key's own, for a witness that was not given one; `invalid` is no address (RFC 2606). */
function nameOf(seed: Uint8Array): string {
  const { publicKey } = cosigner('unnamed', seed).verifier;
  return `witness.invalid/${createHash('sha256').update(publicKey).digest('hex').slice(0, 16)}`;
}
