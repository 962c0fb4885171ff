import { COSIGNATURE_V1, parseVerifierKey, type WitnessAddress } from '#ledger';

/** `<vkey> <address>`, which was checked. */
export function witnessAddress(text: string): WitnessAddress {
  const [vkey = '', url = ''] = text.split(/\s+/);
  return { vkey, url };
}

/** Why one of the texts is not a witness, or undefined. */
export function witnessesProblem(texts: readonly string[]): string | undefined {
  const keys = new Set<string>();
  for (const text of texts) {
    const { vkey, url } = witnessAddress(text);
    if (!/^\S+\s+\S+$/.test(text)) return `"${text}" is not a key and an address with a space between them`;
    if (!/^https?:\/\//.test(url) || !URL.canParse(url)) return `"${url}" is no http:// or https:// address`;
    const key = keyOf(vkey);
    if (typeof key === 'string') return key;
    const publicKey = key.publicKey.toString('base64');
    // One witness under two names would count as two.
    if (keys.has(publicKey)) return `the key of ${key.name} is there twice`;
    keys.add(publicKey);
  }
  return undefined;
}

function keyOf(vkey: string) {
  try {
    const key = parseVerifierKey(vkey);
    return key.type === COSIGNATURE_V1 ? key : `the key of ${key.name} is that of a log, not of a witness`;
  } catch (error) {
    return (error as Error).message;
  }
}
