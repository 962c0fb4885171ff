/** The npm package `edtf` has no types; the tests compare with it and need only this much. */
declare module 'edtf' {
  /** Milliseconds since the epoch, reading what has no offset as UTC. */
  export default function edtf(text: string): { readonly min: number; readonly max: number };
}
