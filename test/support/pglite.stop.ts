/** After all suites. */
export default async function stopPglite(): Promise<void> {
  await globalThis.pgliteOfTheRun?.close();
}
